package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Watches a log from outside: a wallet, an auditor, a mirror. Believes nothing that is not under the root of a checkpoint that the
 * log signed and the policy's witnesses saw, and notices when the log shrinks or shows two histories.
 */
public final class LogClient {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final LogFetcher fetcher;
    private final WitnessPolicy policy;

    /** Makes one that looks through {@code fetcher} and judges by {@code policy}. */
    public LogClient(LogFetcher fetcher, WitnessPolicy policy) {
        this.fetcher = fetcher;
        this.policy = policy;
    }

    /** Fetches the newest checkpoint when nothing is known yet. Whoever knows one uses {@link #follow}. */
    public Observation begin() {
        return look(Observation.Consistent::new);
    }

    /**
     * Fetches the newest checkpoint and compares it with the one that is known.
     *
     * @param known the largest that was seen so far, from {@link Observation.Consistent} or a {@link VerifiedInclusion}
     */
    public Observation follow(VerifiedCheckpoint known) {
        return look(shown -> known.origin().equals(shown.origin())
                ? compare(known, shown)
                : new Observation.Refused(
                        RejectionReason.ISSUER_NOT_TRUSTED,
                        "tlog-checkpoint: origin (expected: that of the known one)"));
    }

    /**
     * Compares two checkpoints of one log, such as that of a receipt with the largest that is known.
     *
     * @throws IllegalArgumentException when they are of different logs
     */
    public Observation compare(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        if (!known.origin().equals(shown.origin())) {
            throw new IllegalArgumentException("checkpoints: (expected: of one log)");
        }
        if (known.tree().size() == shown.tree().size()) {
            return known.tree().equals(shown.tree())
                    ? new Observation.Consistent(shown)
                    : new Observation.Forked(known, shown);
        }
        return shown.tree().size() > known.tree().size() ? grown(known, shown) : shrunk(known, shown);
    }

    /** Returns the log as this checkpoint describes it. */
    public VerifiedLog at(VerifiedCheckpoint checkpoint) {
        return new VerifiedLog(checkpoint, fetcher);
    }

    private Observation grown(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        return at(shown)
                .headAt(known.tree().size())
                .fold(
                        before -> before.value().equals(known.tree())
                                ? new Observation.Consistent(shown)
                                : new Observation.Forked(known, shown),
                        LogClient::refused,
                        LogClient::unreachable);
    }

    // The tiles of what is known tell a lagging copy from another history; where they are gone, shrinking is all that
    // is certain.
    private Observation shrunk(VerifiedCheckpoint known, VerifiedCheckpoint shown) {
        return at(known)
                .headAt(shown.tree().size())
                .fold(
                        before -> before.value().equals(shown.tree())
                                ? new Observation.Shrunk(known, shown)
                                : new Observation.Forked(known, shown),
                        no -> new Observation.Shrunk(known, shown),
                        later -> new Observation.Shrunk(known, shown));
    }

    private Observation look(Function<VerifiedCheckpoint, Observation> judge) {
        Optional<byte[]> note;
        try {
            note = fetcher.fetch(LogPath.CHECKPOINT, SignedNote.MAX_BYTES);
        } catch (IOException e) {
            return new Observation.Unreachable(RETRY_AFTER);
        }
        if (!note.isPresent()) {
            return new Observation.Unreachable(RETRY_AFTER);
        }
        try {
            return policy.verify(SignedNote.parse(note.get()))
                    .fold(verified -> judge.apply(verified.value()), LogClient::refused, LogClient::unreachable);
        } catch (MalformedInputException e) {
            return new Observation.Refused(RejectionReason.MALFORMED, e.getMessage());
        }
    }

    private static Observation refused(Verification.Rejected<?> no) {
        return new Observation.Refused(no.reason(), no.detail());
    }

    private static Observation unreachable(Verification.Undecided<?> later) {
        return new Observation.Unreachable(later.retryAfter());
    }
}
