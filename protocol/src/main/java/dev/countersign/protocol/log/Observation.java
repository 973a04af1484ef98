package dev.countersign.protocol.log;

import dev.countersign.protocol.RejectionReason;
import java.time.Duration;

/** What somebody who watches a log found when they looked at its newest checkpoint. */
public sealed interface Observation {

    /** The log is what it was, or grew out of it. {@code checkpoint} is what to know from now on. */
    record Consistent(VerifiedCheckpoint checkpoint) implements Observation {}

    /**
     * The log shows an older state than the one that is known: a rollback, or a copy that lags behind. Alarming when it lasts; what
     * is known stays known.
     */
    record Shrunk(VerifiedCheckpoint known, VerifiedCheckpoint shown) implements Observation {}

    /**
     * The log signed two histories. Both checkpoints together prove it to anybody: keep their notes.
     *
     * @param shown contradicts {@code known}
     */
    record Forked(VerifiedCheckpoint known, VerifiedCheckpoint shown) implements Observation {}

    /**
     * What the log serves is not a checkpoint of it, not witnessed, or not what it signed.
     *
     * @param detail for operators
     */
    record Refused(RejectionReason reason, String detail) implements Observation {}

    /** The log cannot be looked at now. */
    record Unreachable(Duration retryAfter) implements Observation {}
}
