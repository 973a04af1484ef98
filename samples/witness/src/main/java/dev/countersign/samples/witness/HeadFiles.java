package dev.countersign.samples.witness;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TreeHead;
import dev.countersign.protocol.log.WitnessedHeads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A witness's memory in files, one for each log: the note that was cosigned last.
 *
 * <p>A file that cannot be read is an error and never an empty memory: a witness that forgot would cosign anything.
 */
final class HeadFiles implements WitnessedHeads {
    private final Path directory;
    private final Map<String, WatchedLog> logs = new HashMap<>();
    private final Map<String, SignedNote> notes = new HashMap<>();

    /**
     * Reads the memory.
     *
     * @throws IOException when a file cannot be read, or is not what was written
     */
    HeadFiles(Path directory, Collection<WatchedLog> logs) throws IOException {
        this.directory = directory;
        for (WatchedLog log : logs) {
            this.logs.put(log.origin(), log);
            load(log.origin());
        }
    }

    /** Returns the note that was cosigned last, with the signatures of log and witness. */
    synchronized Optional<SignedNote> note(String origin) {
        try {
            return load(origin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized TreeHead last(String origin) {
        return note(origin).map(note -> Checkpoint.parse(note.text()).tree()).orElse(TreeHead.EMPTY);
    }

    @Override
    public synchronized boolean replace(String origin, TreeHead seen, SignedNote next) {
        if (!last(origin).equals(seen)) {
            return false;
        }
        // Where writing breaks off it is not known which note the file has: then it is read anew.
        notes.remove(origin);
        try {
            DurableFiles.write(file(origin), next.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        notes.put(origin, next);
        return true;
    }

    private Optional<SignedNote> load(String origin) throws IOException {
        SignedNote kept = notes.get(origin);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<byte[]> bytes = DurableFiles.read(file(origin), SignedNote.MAX_BYTES);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        SignedNote note = parse(file(origin), bytes.get(), origin);
        notes.put(origin, note);
        return Optional.of(note);
    }

    private static SignedNote parse(Path file, byte[] bytes, String origin) throws IOException {
        try {
            SignedNote note = SignedNote.parse(bytes);
            if (Checkpoint.parse(note.text()).origin().equals(origin)) {
                return note;
            }
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not the note that was cosigned last", e);
        }
        throw new IOException(file + " is the note of another log");
    }

    private Path file(String origin) {
        WatchedLog log = logs.get(origin);
        if (log == null) {
            throw new IllegalArgumentException("origin (expected: that of a watched log)");
        }
        return directory.resolve(log.hash());
    }
}
