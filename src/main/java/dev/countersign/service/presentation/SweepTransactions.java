package dev.countersign.service.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Removes transactions that can no longer be answered, so that nothing of what was asked lies about. */
@ApplicationScoped
public class SweepTransactions {
    /** How long a wallet that comes late still learns that it is late. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final Clock clock;

    SweepTransactions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Removes them. Returns how many; safe to run on all nodes at once. */
    @Transactional
    public int sweep() {
        return transactions.removeExpiredBefore(clock.instant().minus(GRACE));
    }
}
