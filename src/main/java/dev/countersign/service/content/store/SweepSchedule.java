package dev.countersign.service.content.store;

import dev.countersign.service.content.SweepContents;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Sweeps every hour. */
@ApplicationScoped
class SweepSchedule {
    private final SweepContents sweepContents;

    SweepSchedule(SweepContents sweepContents) {
        this.sweepContents = sweepContents;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() {
        sweepContents.sweep();
    }
}
