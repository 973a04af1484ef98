package dev.countersign.service.consent.store;

import dev.countersign.service.consent.ExpireChallenges;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends challenges on time, on whichever node. */
@ApplicationScoped
class ExpirySchedule {
    private final ExpireChallenges expireChallenges;

    ExpirySchedule(ExpireChallenges expireChallenges) {
        this.expireChallenges = expireChallenges;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        expireChallenges.expire();
    }
}
