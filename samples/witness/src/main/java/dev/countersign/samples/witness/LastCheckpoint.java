package dev.countersign.samples.witness;

import dev.countersign.protocol.log.LogFetcher;
import dev.countersign.protocol.log.LogPath;
import java.io.IOException;
import java.util.Optional;

/** Passes on what a log serves, and remembers for the evidence what it served last as its checkpoint, and what went wrong. */
final class LastCheckpoint implements LogFetcher {
    private final LogFetcher log;
    private volatile byte[] bytes = new byte[0];
    private volatile String trouble = "";

    LastCheckpoint(LogFetcher log) {
        this.log = log;
    }

    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        try {
            Optional<byte[]> fetched = log.fetch(path, maxBytes);
            if (path.equals(LogPath.CHECKPOINT)) {
                bytes = fetched.orElse(new byte[0]);
            }
            if (fetched.isEmpty()) {
                trouble = path + ": not there";
            }
            return fetched;
        } catch (IOException e) {
            trouble = path + ": " + e.getMessage();
            throw e;
        }
    }

    /** Returns what was served as the checkpoint; empty when nothing was. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns what went wrong last; empty when nothing did. */
    String trouble() {
        return trouble;
    }
}
