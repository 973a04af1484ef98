package dev.countersign.service.platform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read. Whole or not at all: a crash leaves the old content or the new. */
final class PrivateFile {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFile() {}

    /**
     * Makes a file; of several that try, one succeeds.
     *
     * @throws FileAlreadyExistsException when there is one already
     */
    static void create(Path file, byte[] content) throws IOException {
        Path written = temporary(file, content);
        try {
            // A link appears whole and refuses to replace; a move would replace.
            Files.createLink(file, written);
        } finally {
            Files.delete(written);
        }
        syncDirectory(file);
    }

    /** Replaces the content. */
    static void replace(Path file, byte[] content) throws IOException {
        Files.move(temporary(file, content), file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(file);
    }

    private static Path temporary(Path file, byte[] content) throws IOException {
        Path directory = directoryOf(file);
        Files.createDirectories(directory);
        Path written = Files.createTempFile(directory, file.getFileName().toString(), ".new", OWNER_ONLY);
        Files.write(written, content, StandardOpenOption.SYNC);
        return written;
    }

    private static void syncDirectory(Path file) throws IOException {
        try (FileChannel directory = FileChannel.open(directoryOf(file), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a file is in a directory");
        }
        return parent;
    }
}
