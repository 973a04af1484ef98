package dev.countersign.service.ledger;

import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.VerifierKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/** Puts an entry into the log. */
@ApplicationScoped
public class AppendEntry {
    private final WaitingEntries waiting;
    private final LogIdentity identity;
    private final Clock clock;

    AppendEntry(WaitingEntries waiting, LogIdentity identity, Clock clock) {
        this.waiting = waiting;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Accepts an entry in the caller's transaction: it is durable exactly when what it commits to is, and nobody waits for
     * anybody. It gets its place within a second, by {@link SequenceEntries}.
     *
     * @param entry a salted commitment; never personal data
     */
    @Transactional(TxType.MANDATORY)
    public EntryId append(LogEntry entry) {
        return waiting.add(entry, clock.instant());
    }

    /** Returns which log entries go to: its name, and the key that signs its checkpoints. */
    public VerifierKey log() {
        return identity.verifierKey();
    }
}
