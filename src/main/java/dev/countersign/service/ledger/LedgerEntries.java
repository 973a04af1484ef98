package dev.countersign.service.ledger;

import java.time.Instant;

/** Where entries last. */
public interface LedgerEntries {
    /**
     * Appends one entry after the last, in the caller's transaction; appends wait for each other until it ends.
     *
     * @param commitment 32 bytes
     * @return its position; positions are dense
     */
    LogIndex append(EntryType type, byte[] commitment, Instant at);
}
