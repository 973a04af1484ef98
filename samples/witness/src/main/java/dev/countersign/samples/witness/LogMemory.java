package dev.countersign.samples.witness;

import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What one log has shown, and what was cosigned of it: durable, so that no restart makes it innocent. */
final class LogMemory {
    private final Path seenFile;
    private final Path owedFile;
    private final HeadFiles heads;
    private final WatchedLog log;
    private final WitnessPolicy policy;
    private volatile Optional<VerifiedCheckpoint> seen;

    /**
     * Reads the memory.
     *
     * @throws IOException when it cannot be read, or is not signed by the log
     */
    LogMemory(DataDirectory data, WatchedLog log, HeadFiles heads) throws IOException {
        this.seenFile = data.seen(log);
        this.owedFile = data.owed(log);
        this.heads = heads;
        this.log = log;
        this.policy = log.policy();
        Optional<byte[]> note = DurableFiles.read(seenFile, SignedNote.MAX_BYTES);
        this.seen = note.isEmpty() ? Optional.empty() : Optional.of(Mirror.verified(note.get(), policy));
    }

    /** Returns the largest checkpoint that the log has shown to everybody. */
    Optional<VerifiedCheckpoint> seen() {
        return seen;
    }

    /** Remembers what the log shows, which is consistent with what it showed; durable when it returns. */
    void see(VerifiedCheckpoint shown) throws IOException {
        boolean known =
                seen.filter(before -> before.tree().equals(shown.tree())).isPresent();
        if (!known) {
            DurableFiles.write(seenFile, shown.note().note().bytes());
            seen = Optional.of(shown);
        }
    }

    /** Returns the checkpoint that was cosigned last. */
    Optional<VerifiedCheckpoint> cosigned() throws IOException {
        Optional<SignedNote> note = heads.note(log.origin());
        return note.isEmpty()
                ? Optional.empty()
                : Optional.of(Mirror.verified(note.get().bytes(), policy));
    }

    /** Returns the largest checkpoint that the log has shown to anybody we know of. */
    Optional<VerifiedCheckpoint> largest() throws IOException {
        return Stream.concat(seen.stream(), cosigned().stream())
                .max(Comparator.comparingLong(checkpoint -> checkpoint.tree().size()));
    }

    /** Returns what the log owes, if anything. */
    Optional<Owed> owed() throws IOException {
        return Owed.read(owedFile, policy);
    }

    /** Remembers what the log owes from now on. */
    Owed owe(VerifiedCheckpoint missing, Instant since) throws IOException {
        Owed owed = new Owed(missing, since);
        owed.writeTo(owedFile);
        return owed;
    }

    /** Forgets what the log owed: it has shown it. */
    void settled() throws IOException {
        DurableFiles.remove(owedFile);
    }
}
