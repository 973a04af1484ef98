package dev.countersign.protocol.log;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.time.Duration;

/** Why tiles of another log could not be read or believed; carries the judgement through {@link TileSource}. Never leaves here. */
final class LogFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final boolean accuses;

    private LogFault(String detail, boolean accuses) {
        super(detail, null, false, false);
        this.accuses = accuses;
    }

    static LogFault lies(String detail) {
        return new LogFault(detail, true);
    }

    static LogFault silent(String detail) {
        return new LogFault(detail, false);
    }

    <T> Verification<T> judgement() {
        return accuses
                ? Verification.rejected(RejectionReason.NOT_IN_LOG, String.valueOf(getMessage()))
                : Verification.undecided(Dependency.LOG, RETRY_AFTER);
    }
}
