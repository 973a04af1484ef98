package dev.countersign.service.content.store;

import dev.countersign.service.content.ContentStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The store in a directory that all nodes share, such as a mounted volume; the first two characters of a name are those of
 * a directory below, so that none grows too long. A file is written under another name, forced to the disk and renamed when
 * it is whole.
 */
@ApplicationScoped
class ContentDirectory implements ContentStore {
    private static final int OBJECT_CHARS = 43;
    private static final int SHELF_CHARS = 2;
    private static final Pattern SHELF = Pattern.compile("[A-Za-z0-9_-]{2}");
    private static final Pattern OBJECT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]{43}(\\.writing)?");
    private static final String WRITING = ".writing";

    private final Path root;
    private final Clock clock;

    @Inject
    ContentDirectory(
            @ConfigProperty(name = "countersign.content.directory") Optional<Path> configured,
            @ConfigProperty(name = "countersign.data-dir", defaultValue = "data") Path data,
            Clock clock) {
        this(configured.orElseGet(() -> data.resolve("content")), clock);
    }

    ContentDirectory(Path root, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public String label() {
        return "directory";
    }

    @Override
    public WritableByteChannel create(String object) throws IOException {
        Path shelf = shelf(object);
        Files.createDirectories(
                shelf, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Writer(shelf, object);
    }

    @Override
    public SeekableByteChannel open(String object) throws IOException {
        return FileChannel.open(file(object), StandardOpenOption.READ);
    }

    @Override
    public void delete(String object) throws IOException {
        Path file = file(object);
        Files.deleteIfExists(file);
        Files.deleteIfExists(writing(file));
    }

    @Override
    public List<String> olderThan(Instant instant, String after, int most) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path shelf : shelves(after)) {
            try (Stream<Path> files = Files.list(shelf)) {
                files.filter(file -> FILE.matcher(name(file)).matches())
                        .filter(file -> modified(file).toInstant().isBefore(instant))
                        .map(file -> name(file).substring(0, OBJECT_CHARS))
                        .filter(name -> name.compareTo(after) > 0)
                        .sorted()
                        .distinct()
                        .limit(most - found.size())
                        .forEach(found::add);
            }
            if (found.size() == most) {
                return found;
            }
        }
        return found;
    }

    /** Those that may hold something behind this name, in order. */
    private List<Path> shelves(String after) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        String from = after.isEmpty() ? "" : after.substring(0, SHELF_CHARS);
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(directory -> SHELF.matcher(name(directory)).matches())
                    .filter(directory -> name(directory).compareTo(from) >= 0)
                    .sorted(Comparator.comparing(ContentDirectory::name))
                    .toList();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private Path file(String object) {
        return shelf(object).resolve(object);
    }

    private Path shelf(String object) {
        if (!OBJECT.matcher(object).matches()) {
            throw new IllegalArgumentException("object: not a name of ours");
        }
        return root.resolve(object.substring(0, SHELF_CHARS));
    }

    private static Path writing(Path file) {
        return file.resolveSibling(file.getFileName() + WRITING);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Another node swept it first.
            return FileTime.from(Instant.MAX);
        }
    }

    private final class Writer implements WritableByteChannel {
        private final Path shelf;
        private final Path file;
        private final FileChannel channel;

        Writer(Path shelf, String object) throws IOException {
            this.shelf = shelf;
            this.file = shelf.resolve(object);
            this.channel = FileChannel.open(
                    writing(file),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            try (channel) {
                channel.force(true);
            }
            // The service's own clock decides what is swept.
            Files.setLastModifiedTime(writing(file), FileTime.from(clock.instant()));
            Files.move(writing(file), file, StandardCopyOption.ATOMIC_MOVE);
            force(shelf);
            force(root);
        }

        private static void force(Path directory) throws IOException {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
