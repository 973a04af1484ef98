package dev.countersign.service.interaction.store;

import dev.countersign.service.interaction.EraseIdentities;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Erases on time; any node may, and all may at once. */
@ApplicationScoped
class ErasureSchedule {
    private final EraseIdentities eraseIdentities;

    ErasureSchedule(EraseIdentities eraseIdentities) {
        this.eraseIdentities = eraseIdentities;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void erase() {
        eraseIdentities.erase();
    }
}
