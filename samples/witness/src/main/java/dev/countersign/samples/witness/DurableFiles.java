package dev.countersign.samples.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;

/**
 * Files that are whole or not there, whenever the process or the machine stops. One writer for each file at a time.
 *
 * <p>What a writer left half done is named {@code *.tmp}; nobody reads it, and the next writer begins anew.
 */
final class DurableFiles {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private DurableFiles() {}

    /** Writes or replaces a file in one step; durable when it returns. */
    static void write(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        place(file, bytes, attributes);
        force(directoryOf(file));
    }

    /** Writes or replaces a file in one step; its bytes are durable when it returns, its name once the directory is forced. */
    static void place(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(temporary, NEW, attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes a file, if it is there; durable when it returns. */
    static void remove(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            force(directoryOf(file));
        }
    }

    /** Makes the names in a directory durable. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a directory and those above it; durable when it returns. */
    static void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = directoryOf(directory);
        makeDirectory(above);
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        force(above);
    }

    /**
     * Reads a file.
     *
     * @return empty when there is none
     * @throws IOException when it cannot be read, or is longer
     */
    static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new IOException(file + ": length (expected: <= " + maxBytes + " bytes)");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Returns the directory that a file lies in. */
    static Path directoryOf(Path file) throws IOException {
        Path above = file.toAbsolutePath().getParent();
        if (above == null) {
            throw new IOException(file + " (expected: something in a directory)");
        }
        return above;
    }
}
