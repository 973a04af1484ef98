package dev.countersign.wallet;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifiedInclusion;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Watches the logs of organisations: each keeps the key of the first time, and only grows. One look at a time, so that what is known
 * never goes back.
 */
final class LogWatch {
    /** How long a log may leave something open before that is an alarm. */
    static final Duration PATIENCE = Duration.ofDays(1);

    private final Transport transport;
    private final KnownLogs logs;
    private final Optional<WitnessPolicy> witnesses;
    private final Clock clock;

    LogWatch(Transport transport, KnownLogs logs, Optional<WitnessPolicy> witnesses, Clock clock) {
        this.transport = transport;
        this.logs = logs;
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /** The app's policy for a log that it names; no witnesses for one that it does not. */
    WitnessPolicy policy(VerifierKey log) {
        return witnesses
                .filter(policy -> policy.logs().stream()
                        .anyMatch(known -> known.key().name().equals(log.name())))
                .orElseGet(() -> WitnessPolicy.unwitnessed(log));
    }

    Optional<KnownLog> known(URI address) {
        return logs.find(address);
    }

    /**
     * Judges a proof that came, and whether its checkpoint fits what is known of the log.
     *
     * @param named the key that the signed receipt names
     * @return empty when it cannot be taken, at least not now; what is alarming is remembered
     */
    synchronized Optional<VerifiedInclusion> take(URI address, VerifierKey named, LogEntry entry, TlogProof proof) {
        KnownLog known = meet(address, named);
        if (!known.key().equals(named)) {
            return Optional.empty();
        }
        Verification<VerifiedInclusion> verified = proof.verify(entry.bytes(), policy(named));
        if (verified instanceof Verification.Rejected<VerifiedInclusion> no && isOfAnotherKey(no.reason())) {
            alarm(known, LogAlarm.Kind.KEY_CHANGED, proof.checkpoint().toString());
        }
        return verified.fold(
                yes -> fits(known, yes.value().checkpoint()) ? Optional.of(yes.value()) : Optional.empty(),
                no -> Optional.empty(),
                later -> Optional.empty());
    }

    /**
     * Returns where something that was promised stands, by what is known already; asks nobody.
     *
     * @param since when the organisation promised its entry
     * @param index its proven place, if there is one
     */
    LogStanding standing(URI address, Instant since, OptionalLong index) {
        Optional<LogAlarm> alarm = known(address).flatMap(KnownLog::worst);
        if (alarm.isPresent()) {
            return new LogStanding.Alarmed(alarm.get(), index);
        }
        return unwatched(since, index);
    }

    /** The same of a log whose address is not known any more. */
    LogStanding unwatched(Instant since, OptionalLong index) {
        if (index.isPresent()) {
            return new LogStanding.Included(index.getAsLong());
        }
        return clock.instant().isBefore(since.plus(PATIENCE))
                ? new LogStanding.Waiting(since)
                : new LogStanding.Missing(since);
    }

    /** Returns the log, with the key of the first time; that another is named now is an alarm. */
    synchronized KnownLog meet(URI address, VerifierKey named) {
        Optional<KnownLog> known = logs.find(address);
        if (!known.isPresent()) {
            return kept(KnownLog.atFirst(address, named));
        }
        return known.get().key().equals(named)
                ? known.get()
                : alarm(known.get(), LogAlarm.Kind.KEY_CHANGED, named.toString());
    }

    /** Looks at the newest checkpoint of a log that is known already. */
    synchronized Optional<KnownLog> look(URI address) {
        return logs.find(address).map(this::look);
    }

    private KnownLog look(KnownLog known) {
        OrganisationLog fetcher = new OrganisationLog(transport, known.address());
        LogClient client = new LogClient(fetcher, policy(known.key()));
        Observation seen = known.checkpoint().map(client::follow).orElseGet(client::begin);
        if (seen instanceof Observation.Refused refused && isOfAnotherKey(refused.reason())) {
            return alarm(known, LogAlarm.Kind.KEY_CHANGED, fetcher.checkpoint());
        }
        return settle(known, seen, fetcher);
    }

    private boolean fits(KnownLog known, VerifiedCheckpoint shown) {
        Optional<VerifiedCheckpoint> largest = known.checkpoint();
        if (!largest.isPresent()) {
            kept(known.grown(shown));
            return true;
        }
        // A proof may be older than what was seen since: that alone is no rollback.
        boolean isOlder = shown.tree().size() < largest.get().tree().size();
        OrganisationLog fetcher = new OrganisationLog(transport, known.address());
        LogClient client = new LogClient(fetcher, policy(known.key()));
        Observation seen = isOlder ? client.compare(shown, largest.get()) : client.compare(largest.get(), shown);
        settle(known, seen, fetcher);
        return seen instanceof Observation.Consistent;
    }

    private KnownLog settle(KnownLog known, Observation seen, OrganisationLog fetcher) {
        if (seen instanceof Observation.Consistent consistent) {
            return kept(known.grown(consistent.checkpoint()));
        }
        if (seen instanceof Observation.Forked fork) {
            return alarm(known, LogAlarm.Kind.FORKED, other(known, fork));
        }
        if (seen instanceof Observation.Shrunk shrunk) {
            return alarm(known, LogAlarm.Kind.SHRANK, note(shrunk.shown()));
        }
        return fetcher.answered() ? doubt(known, fetcher) : known;
    }

    /** Of the two checkpoints of a fork, the one that is not known yet. */
    private static String other(KnownLog known, Observation.Forked fork) {
        return known.largest().equals(Optional.of(note(fork.shown()))) ? note(fork.known()) : note(fork.shown());
    }

    private KnownLog doubt(KnownLog known, OrganisationLog fetcher) {
        Instant now = clock.instant();
        Instant since = known.doubtedSince().orElse(now);
        KnownLog doubted = known.doubted(since);
        return now.isBefore(since.plus(PATIENCE))
                ? kept(doubted)
                : alarm(doubted, LogAlarm.Kind.WITHHELD, fetcher.checkpoint());
    }

    private KnownLog alarm(KnownLog log, LogAlarm.Kind kind, String shown) {
        String known = kind == LogAlarm.Kind.KEY_CHANGED
                ? log.key().toString()
                : log.largest().orElse(log.key().toString());
        return kept(log.with(new LogAlarm(kind, clock.instant(), known, shown.isEmpty() ? "-" : shown)));
    }

    private KnownLog kept(KnownLog log) {
        logs.save(log);
        return log;
    }

    private static boolean isOfAnotherKey(RejectionReason reason) {
        return reason == RejectionReason.ISSUER_KEY_UNKNOWN || reason == RejectionReason.ISSUER_NOT_TRUSTED;
    }

    private static String note(VerifiedCheckpoint checkpoint) {
        return checkpoint.note().note().toString();
    }
}
