package dev.countersign.samples.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where a witness keeps everything, for one process at a time: two that share a memory could cosign two trees that contradict each
 * other.
 */
final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Opens a directory, and makes it when it is not there.
     *
     * @throws IOException when another process has it open
     */
    static DataDirectory open(Path root) throws IOException {
        DurableFiles.makeDirectory(root);
        for (String part : new String[] {"cosigned", "seen", "owed", "mirror", "evidence"}) {
            DurableFiles.makeDirectory(root.resolve(part));
        }
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            // The operating system gives it back when this process ends, however it ends.
            FileLock lock = channel.tryLock();
            mine = lock != null;
        } catch (OverlappingFileLockException e) {
            mine = false;
        } finally {
            if (!mine) {
                channel.close();
            }
        }
        if (!mine) {
            throw new IOException(root + ": another witness runs on it");
        }
        return new DataDirectory(root, channel);
    }

    /** Returns the file with the cosigner's key in a data directory, open or not. */
    static Path key(Path root) {
        return root.resolve("witness-key.json");
    }

    /**
     * Returns the witness's key, and makes it when there is none.
     *
     * @throws IOException when it cannot be read or written, or is that of another name
     */
    CosignerKey cosigner(String name) throws IOException {
        Optional<CosignerKey> kept = CosignerKey.load(key(root), name);
        return kept.isPresent() ? kept.get() : CosignerKey.create(key(root), name);
    }

    /** Returns the directory with what was cosigned last, a file for each log. */
    Path cosigned() {
        return root.resolve("cosigned");
    }

    /** Returns the file with the largest checkpoint that this log has shown. */
    Path seen(WatchedLog log) {
        return root.resolve("seen").resolve(log.hash());
    }

    /** Returns the file with a checkpoint that this log showed, and does not show. */
    Path owed(WatchedLog log) {
        return root.resolve("owed").resolve(log.hash());
    }

    /** Returns the directory of this log's copy. */
    Path mirror(WatchedLog log) {
        return root.resolve("mirror").resolve(log.hash());
    }

    /** Returns the directory of evidence against logs. */
    Path evidence() {
        return root.resolve("evidence");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
