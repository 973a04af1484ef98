package dev.countersign.service.presentation.store;

import dev.countersign.service.presentation.SweepTransactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Sweeps every minute, on every node. */
@Singleton
class TransactionSweep {
    private final SweepTransactions sweepTransactions;

    TransactionSweep(SweepTransactions sweepTransactions) {
        this.sweepTransactions = sweepTransactions;
    }

    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        sweepTransactions.sweep();
    }
}
