package dev.countersign.service.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL that comes with the service: its data stay in a directory, and what it has acknowledged is on the disk.
 *
 * <p>It listens on the loopback interface at a free port and asks for a password that only this directory knows. One
 * process at a time may use a directory. A server that a killed process left behind is stopped first; PostgreSQL then
 * recovers from its write-ahead log.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final int PASSWORD_BYTES = 24;

    /**
     * Where things lie.
     *
     * @param data the service's data directory; the database has a folder in it
     * @param binaries where the PostgreSQL programs are unpacked; may be shared
     */
    public record Directories(Path data, Path binaries) {
        /** The programs in the data directory too. */
        public static Directories under(Path data) {
            return new Directories(data, data.resolve("postgresql-programs"));
        }

        Path cluster() {
            return data.resolve("postgresql");
        }

        Path passwordFile() {
            return data.resolve("postgresql-password");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedPostgres server;
    private final FileChannel lock;
    private final String password;
    private volatile CountDownLatch users = new CountDownLatch(0);

    private EmbeddedDatabase(EmbeddedPostgres server, FileChannel lock, String password) {
        this.server = server;
        this.lock = lock;
        this.password = password;
    }

    /** Starts it with everything under one directory. */
    public static EmbeddedDatabase start(Path dataDirectory) {
        return start(Directories.under(dataDirectory));
    }

    /**
     * Starts it; when this returns, it accepts connections.
     *
     * @throws IllegalStateException when another process uses the directory
     */
    public static EmbeddedDatabase start(Directories directories) {
        try {
            Files.createDirectories(directories.data());
            Files.createDirectories(directories.binaries());
            FileChannel lock = lock(directories.data());
            LeftOverServer.stop(directories.cluster());
            if (!Files.exists(directories.passwordFile())) {
                // Either the first start, or one that was killed half-way: nothing in it was ever acknowledged.
                deleteRecursively(directories.cluster());
            }
            EmbeddedDatabase database =
                    new EmbeddedDatabase(serverIn(directories), lock, Files.readString(directories.passwordFile()));
            LOG.infof(
                    "embedded PostgreSQL in %s listens at localhost:%d",
                    directories.cluster(), database.server.getPort());
            Runtime.getRuntime().addShutdownHook(new Thread(database::stopAtLast, "embedded-postgresql-stop"));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL in " + directories.data() + " did not start", e);
        }
    }

    /** Returns the properties that point Quarkus at it. */
    public Map<String, String> connection() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "quarkus.datasource.username",
                USER,
                "quarkus.datasource.password",
                password);
    }

    /** Says who needs it: when the process ends, it stops after them. Without, it stops at once. */
    public void stopAfter(CountDownLatch others) {
        users = others;
    }

    private void stopAtLast() {
        try {
            if (!users.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warnf("embedded PostgreSQL stops although it is still in use after %s", PATIENCE);
            }
            close();
        } catch (IOException e) {
            // Nothing is lost: PostgreSQL recovers what it has acknowledged.
            LOG.warnf("embedded PostgreSQL did not stop in order: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it; also happens when the process ends. */
    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
    }

    private static EmbeddedPostgres serverIn(Directories directories) throws IOException {
        if (!Files.exists(directories.passwordFile())) {
            protect(directories);
        }
        return builder(directories)
                .setConnectConfig("password", Files.readString(directories.passwordFile()))
                .start();
    }

    private static EmbeddedPostgres.Builder builder(Directories directories) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directories.cluster())
                .setOverrideWorkingDirectory(directories.binaries().toFile())
                .setCleanDataDirectory(false)
                // Its own hook would stop the server while the service still needs it.
                .setRegisterShutdownHook(false)
                // The library starts the server with -F, which trades durability for speed. These come later and win.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "''");
    }

    /** First start: a password, and no way in without it. The password file is written last and marks completion. */
    private static void protect(Directories directories) throws IOException {
        String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(PASSWORD_BYTES));
        try (EmbeddedPostgres open = builder(directories).start();
                Connection connection = open.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Hexadecimal digits only: nothing to escape.
            statement.execute("alter user " + USER + " password '" + password + "'");
        } catch (SQLException e) {
            throw new IOException("the embedded PostgreSQL refused its first password", e);
        }
        Files.writeString(
                directories.cluster().resolve("pg_hba.conf"),
                "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
        Path written = Files.createTempFile(
                directories.data(),
                "postgresql-password",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, password, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
        Files.move(written, directories.passwordFile(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileChannel lock(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("this process already uses the data directory " + data, e);
        }
        channel.close();
        throw new IllegalStateException("another process uses the data directory " + data
                + ". Stop it, or set countersign.data-dir to another directory.");
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
