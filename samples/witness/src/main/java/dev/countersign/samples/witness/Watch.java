package dev.countersign.samples.witness;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Follows one log: looks at its newest checkpoint, copies what is new, and raises the alarm. For one thread. */
final class Watch {
    private final WatchedLog log;
    private final Remote remote;
    private final LogMemory memory;
    private final Mirror mirror;
    private final Contradictions contradictions;
    private final Alarms alarms;
    private final Patience patience;

    /**
     * How long a log may show less than it showed.
     *
     * @param limit after which it is an alarm
     */
    record Patience(Duration limit, Clock clock) {}

    Watch(Followed followed, Remote remote, Alarms alarms, Patience patience) {
        this.log = followed.log();
        this.remote = remote;
        this.memory = followed.memory();
        this.mirror = followed.mirror();
        this.contradictions = followed.contradictions();
        this.alarms = alarms;
        this.patience = patience;
    }

    /**
     * Looks once. After {@link LogState#COPYING} it is worth while to look again at once.
     *
     * @throws IOException when something cannot be read or written here
     */
    Look look() throws IOException {
        LastCheckpoint served = new LastCheckpoint(remote.log());
        try (ReadAhead ahead = new ReadAhead(served, remote.threads())) {
            return look(ahead, served);
        }
    }

    private Look look(ReadAhead ahead, LastCheckpoint served) throws IOException {
        LogClient client = new LogClient(ahead, log.policy());
        Observation observation = memory.seen().map(client::follow).orElseGet(client::begin);
        if (observation instanceof Observation.Consistent grown) {
            VerifiedCheckpoint shown = grown.checkpoint();
            // Before anything of it is copied: what was shown once must never be forgotten.
            memory.see(shown);
            return copied(mirror.copy(client.at(shown), ahead), shown, served);
        }
        if (observation instanceof Observation.Forked fork) {
            contradictions.forked(fork.known(), fork.shown());
            return look(LogState.ALARM, "forked");
        }
        if (observation instanceof Observation.Shrunk shrunk) {
            // The log may have thrown away the tiles that would convict it: the copy here has them.
            return contradictions.finds(shrunk.shown())
                    ? look(LogState.ALARM, "forked")
                    : missing(shrunk.shown(), LogState.BEHIND);
        }
        if (observation instanceof Observation.Refused refused) {
            return contradicted(refused.reason().wireName() + ": " + refused.detail(), served);
        }
        return look(LogState.UNREACHABLE, served.trouble());
    }

    private Look copied(Verification<Mirror.Progress> copied, VerifiedCheckpoint shown, LastCheckpoint served)
            throws IOException {
        if (copied instanceof Verification.Rejected<Mirror.Progress> no) {
            return contradicted(no.reason().wireName() + ": " + no.detail(), served);
        }
        if (copied instanceof Verification.Verified<Mirror.Progress> step) {
            if (step.value() == Mirror.Progress.MORE) {
                return look(LogState.COPYING, "");
            }
            alarms.over(AlarmKind.CONTRADICTED, log.origin());
            contradictions.copyHasGrown();
            return missing(shown, LogState.OK);
        }
        return look(LogState.UNREACHABLE, served.trouble());
    }

    private Look contradicted(String detail, LastCheckpoint served) {
        alarms.raise(
                AlarmKind.CONTRADICTED,
                log.origin(),
                "the log serves something else than it signed: " + detail,
                Notes.of(memory.seen(), served.bytes()));
        return look(LogState.ALARM, detail);
    }

    /** Whatever the log once showed, here or to the witness, it must show to everybody before long. */
    private Look missing(VerifiedCheckpoint shown, LogState otherwise) throws IOException {
        Instant now = patience.clock().instant();
        Optional<Owed> owed = memory.owed();
        if (owed.isPresent()
                && shown.tree().size() >= owed.get().checkpoint().tree().size()) {
            memory.settled();
            alarms.over(AlarmKind.SHRUNK, log.origin());
            owed = Optional.empty();
        }
        Optional<VerifiedCheckpoint> largest = memory.largest();
        if (owed.isEmpty()
                && largest.isPresent()
                && largest.get().tree().size() > shown.tree().size()) {
            owed = Optional.of(memory.owe(largest.get(), now));
        }
        if (owed.isEmpty() || now.isBefore(owed.get().since().plus(patience.limit()))) {
            return look(
                    otherwise,
                    otherwise == LogState.BEHIND ? "shows " + shown.tree().size() + " entries" : "");
        }
        VerifiedCheckpoint known = owed.get().checkpoint();
        String detail = "the log showed " + known.tree().size() + " entries, and shows "
                + shown.tree().size();
        alarms.raise(new Alarm(AlarmKind.SHRUNK, log.origin(), owed.get().since(), detail), Notes.of(known, shown));
        return look(LogState.ALARM, detail);
    }

    private Look look(LogState state, String detail) {
        return new Look(state, detail, patience.clock().instant());
    }
}
