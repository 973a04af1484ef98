package dev.countersign.service.retention.store;

import dev.countersign.service.retention.PurgeInteractions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Purges every hour. */
@ApplicationScoped
class PurgeSchedule {
    private final PurgeInteractions purgeInteractions;

    PurgeSchedule(PurgeInteractions purgeInteractions) {
        this.purgeInteractions = purgeInteractions;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        purgeInteractions.purge();
    }
}
