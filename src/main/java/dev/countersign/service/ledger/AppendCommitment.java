package dev.countersign.service.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/** Appends a commitment to the log. */
@ApplicationScoped
public class AppendCommitment {
    /** Length of a commitment in bytes: SHA-256. */
    public static final int COMMITMENT_BYTES = 32;

    private final LedgerEntries entries;
    private final Clock clock;

    AppendCommitment(LedgerEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * Appends in the caller's transaction: the entry is durable exactly when what it commits to is.
     *
     * @param commitment SHA-256 over a fresh salt of 128 bits or more and what is committed to; 32 bytes
     */
    @Transactional(TxType.MANDATORY)
    public LogIndex append(EntryType type, byte[] commitment) {
        if (commitment.length != COMMITMENT_BYTES) {
            throw new IllegalArgumentException(
                    "commitment: " + commitment.length + " bytes (expected: " + COMMITMENT_BYTES + ")");
        }
        return entries.append(type, commitment, clock.instant());
    }
}
