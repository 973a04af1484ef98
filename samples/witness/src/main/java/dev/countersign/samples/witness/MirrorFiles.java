package dev.countersign.samples.witness;

import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.LogFetcher;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TilePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one log's copy, where tlog-tiles puts them below a log's address: any web server can serve the directory.
 *
 * <p>A file never changes. Of partial tiles the widest is kept, of which narrower ones are the beginning. One writer, any readers.
 */
final class MirrorFiles implements LogFetcher {
    private static final int HASH_BYTES = 32;
    private static final int LENGTH_BYTES = 2;
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final Set<Path> unforced = new HashSet<>();

    /**
     * Opens a copy, and makes its directory when it is not there.
     *
     * @throws IOException when that cannot be made
     */
    MirrorFiles(Path directory) throws IOException {
        this.directory = directory;
        DurableFiles.makeDirectory(directory);
    }

    /** Returns whether exactly this file is there. */
    boolean has(LogPath path) {
        return Files.exists(file(path));
    }

    /** Puts a file there, unless it is there already; durable after {@link #settle}. */
    void put(LogPath path, byte[] bytes) throws IOException {
        Path file = file(path);
        if (Files.exists(file)) {
            return;
        }
        Path parent = DurableFiles.directoryOf(file);
        DurableFiles.makeDirectory(parent);
        DurableFiles.place(file, bytes);
        unforced.add(parent);
    }

    /** Makes durable what was put. */
    void settle() throws IOException {
        for (Path changed : unforced) {
            DurableFiles.force(changed);
        }
        unforced.clear();
    }

    /** Makes durable what was put, then the checkpoint that describes it. */
    void publish(SignedNote checkpoint) throws IOException {
        settle();
        DurableFiles.write(directory.resolve(LogPath.CHECKPOINT), checkpoint.bytes());
    }

    /** Removes partial files that a wider one begins with. */
    void prune(LogPath widest) throws IOException {
        Path partials = partialsOf(widest);
        for (int width : widths(partials)) {
            if (!widest.isPartial() || width < widest.width()) {
                Files.deleteIfExists(partials.resolve(Integer.toString(width)));
            }
        }
        if (!widest.isPartial() && Files.isDirectory(partials)) {
            // Half-written leftovers may lie there.
            try (Stream<Path> rest = Files.list(partials)) {
                for (Path file : rest.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(partials);
        }
    }

    /** Returns the bytes at a path, also when only something wider is kept. */
    Optional<Stored> open(LogPath path) throws IOException {
        NoSuchFileException pruned = new NoSuchFileException(path.toString());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<LogPath> kept = kept(path);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(beginning(path, kept.get()));
            } catch (NoSuchFileException e) {
                // It was replaced by a wider one in the meantime.
                pruned = e;
            }
        }
        throw pruned;
    }

    /** Returns the checkpoint of the copy. */
    Optional<byte[]> checkpoint() throws IOException {
        return DurableFiles.read(directory.resolve(LogPath.CHECKPOINT), SignedNote.MAX_BYTES);
    }

    /** Reads the copy as a log elsewhere is read: so that one client judges both. */
    @Override
    public Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        if (path.equals(LogPath.CHECKPOINT)) {
            return checkpoint();
        }
        Optional<Stored> found = open(LogPath.parse(path));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Stored stored = found.get()) {
            if (stored.length() > maxBytes) {
                throw new IOException(path + ": length (expected: <= " + maxBytes + " bytes)");
            }
            byte[] bytes = stored.in().readNBytes((int) stored.length());
            return Optional.of(bytes);
        }
    }

    private Optional<LogPath> kept(LogPath path) throws IOException {
        if (has(path)) {
            return Optional.of(path);
        }
        if (!path.isPartial()) {
            return Optional.empty();
        }
        if (has(path.full())) {
            return Optional.of(path.full());
        }
        int wider = TilePath.FULL;
        for (int width : widths(partialsOf(path))) {
            wider = width > path.width() ? Math.min(wider, width) : wider;
        }
        return wider < TilePath.FULL ? Optional.of(ofWidth(path, wider)) : Optional.empty();
    }

    private Stored beginning(LogPath path, LogPath kept) throws IOException {
        FileChannel channel = FileChannel.open(file(kept));
        try {
            long length = path.equals(kept) ? channel.size() : length(path, channel);
            if (length > channel.size()) {
                throw new IOException(kept + " (expected: " + length + " bytes)");
            }
            InputStream in = Channels.newInputStream(channel);
            return new Stored(in, length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static long length(LogPath path, FileChannel channel) throws IOException {
        if (path instanceof TilePath tile) {
            return (long) tile.width() * HASH_BYTES;
        }
        long position = 0;
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
        for (int entry = 0; entry < path.width(); entry++) {
            length.clear();
            for (int read = 0; read < LENGTH_BYTES; ) {
                int more = channel.read(length, position + read);
                if (more < 0) {
                    throw new IOException(path + " (expected: more entries)");
                }
                read += more;
            }
            position += LENGTH_BYTES + Short.toUnsignedInt(length.getShort(0));
        }
        return position;
    }

    private static LogPath ofWidth(LogPath path, int width) {
        return path instanceof TilePath tile
                ? new TilePath(tile.level(), tile.index(), width)
                : new EntriesPath(path.index(), width);
    }

    private Set<Integer> widths(Path partials) throws IOException {
        Set<Integer> widths = new HashSet<>();
        try (Stream<Path> files = Files.list(partials)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[1-9][0-9]{0,2}")) {
                    widths.add(Integer.parseInt(name));
                }
            }
        } catch (NoSuchFileException e) {
            return widths;
        } catch (UncheckedIOException e) {
            throw new IOException(partials + ": cannot be listed", e);
        }
        return widths;
    }

    private Path file(LogPath path) {
        return directory.resolve(path.toString());
    }

    private Path partialsOf(LogPath path) {
        return directory.resolve(path.full() + ".p");
    }
}
