package dev.countersign.service.ledger;

import java.time.Instant;
import java.util.Optional;

/** The checkpoints that were signed; never taken back. */
public interface Checkpoints {
    /** Returns the one of the largest tree. */
    Optional<Signed> newest();

    /** Returns the one of the largest tree that enough witnesses have cosigned, with their cosignatures. */
    Optional<Signed> newestCosigned();

    /** Adds one, durable when it returns, unless there is one of this or of a larger size. */
    void add(Signed checkpoint, Instant signedAt);

    /** Adds cosignatures to one that is there; those that came first stay. Durable when it returns. */
    void cosign(Signed checkpoint);

    /**
     * One of them.
     *
     * @param size of its tree
     * @param note with the log's signature, and perhaps others
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Signed(long size, byte[] note) {}
}
