package dev.countersign.service.ledger;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** Which checkpoints were anchored, and which one is being anchored. */
public interface Anchors {
    /** Returns the one under way; there is one at most. */
    Optional<Begun> begun();

    /** Returns the anchored one of the largest tree. */
    Optional<Made> newest();

    /** Lists what was anchored, the largest tree first. */
    Page<Made> list(PageRequest page);

    /** Keeps a transaction, durable when it returns, unless one is under way or a tree of this or a larger size was anchored. */
    void begin(Mark mark, Instant now);

    /**
     * Takes the turn to submit, durable when it returns: nobody else has it before the next one.
     *
     * @return whether it was still to be had
     */
    boolean claim(Begun begun, Instant next);

    /** Puts the next turn off. */
    void putOff(Mark mark, Instant next);

    /** Says that it is in the chain. */
    void made(Mark mark, Anchor.Outcome.Taken taken);

    /** Forgets one that the chain will never take. */
    void forget(Mark mark);

    /**
     * A checkpoint and the transaction for it.
     *
     * @param size of its tree
     * @param note as it was published
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Mark(long size, byte[] note, Anchor.Transaction transaction) {}

    /**
     * One under way.
     *
     * @param turns how often it was claimed
     * @param next when it may be claimed again
     */
    record Begun(Mark mark, int turns, Instant next) {}

    /** One that is in the chain. */
    record Made(Mark mark, Anchor.Outcome.Taken taken) {}
}
