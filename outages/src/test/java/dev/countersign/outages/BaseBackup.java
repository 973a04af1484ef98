package dev.countersign.outages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A base backup of the embedded PostgreSQL while it runs, by its low-level API ("Making a Base Backup Using the Low Level
 * API"): what docs/operating.md tells operators to do.
 *
 * @param from data directory of the service whose database it is
 * @param to data directory that a service or test can start with
 */
record BaseBackup(Path from, Path to) {
    private static final String CLUSTER = "postgresql";
    private static final String PASSWORD = "postgresql-password";
    private static final String WAL = "pg_wal";

    /** What belongs to the running server alone. */
    private static final List<String> LEFT_OUT = List.of("postmaster.pid", "postmaster.opts");

    /** Takes it; everything that was committed before this was called is in it, when the WAL up to its end is added. */
    void take(Connection connection) throws SQLException, IOException {
        String label;
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('nightly', true)");
            copy(from.resolve(CLUSTER), to.resolve(CLUSTER), false);
            try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                label = row.getString(1);
            }
        }
        Files.writeString(to.resolve(CLUSTER).resolve("backup_label"), label);
        Files.copy(from.resolve(PASSWORD), to.resolve(PASSWORD));
    }

    /** Adds the write-ahead log that there is now. Without what was written up to the end of the backup it does not start. */
    void addWal() throws IOException {
        copy(from.resolve(CLUSTER).resolve(WAL), to.resolve(CLUSTER).resolve(WAL), true);
    }

    /** Makes another of the same, in a directory of its own. */
    BaseBackup copied(Path elsewhere) throws IOException {
        copy(to.resolve(CLUSTER), elsewhere.resolve(CLUSTER), true);
        Files.copy(to.resolve(PASSWORD), elsewhere.resolve(PASSWORD));
        return new BaseBackup(from, elsewhere);
    }

    private static void copy(Path source, Path target, boolean withWal) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path relative = source.relativize(path);
                Path copy = target.resolve(relative);
                if (Files.isDirectory(path)) {
                    Files.createDirectories(
                            copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else if (!LEFT_OUT.contains(relative.toString()) && (withWal || !relative.startsWith(WAL))) {
                    copyFile(path, copy);
                }
            }
        }
    }

    // A file may go while the server works: the write-ahead log knows.
    private static void copyFile(Path path, Path copy) throws IOException {
        try {
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(copy);
        }
    }
}
