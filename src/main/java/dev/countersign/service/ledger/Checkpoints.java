package dev.countersign.service.ledger;

import java.time.Instant;
import java.util.Optional;

/** The checkpoints that were published: signed, and never taken back. */
public interface Checkpoints {
    /** Returns the one of the largest tree. */
    Optional<Published> newest();

    /** Adds one, durable when it returns, unless there is one of this or of a larger size. */
    void add(Published checkpoint, Instant signedAt);

    /**
     * One of them.
     *
     * @param size of its tree
     * @param note with the log's signature
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Published(long size, byte[] note) {}
}
