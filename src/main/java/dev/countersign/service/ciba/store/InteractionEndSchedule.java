package dev.countersign.service.ciba.store;

import dev.countersign.service.ciba.EndOwnInteractions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends conversations on time, on whichever node. */
@ApplicationScoped
class InteractionEndSchedule {
    private final EndOwnInteractions endOwnInteractions;

    InteractionEndSchedule(EndOwnInteractions endOwnInteractions) {
        this.endOwnInteractions = endOwnInteractions;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void end() {
        endOwnInteractions.end();
    }
}
