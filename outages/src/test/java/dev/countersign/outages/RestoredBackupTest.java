package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.log.Observation;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's machine is lost, and its database comes back from a base backup: without what was written since, and with it. */
class RestoredBackupTest {
    @TempDir
    Path data;

    private EmbeddedDatabase database;
    private LogTables tables;
    private SlowLine line;
    private KillableService node;

    @BeforeEach
    void a_node_runs() throws Exception {
        runsOn("machine");
        line = new SlowLine(tables.server());
        Map<String, String> settings = new HashMap<>(database.connection());
        settings.put("quarkus.datasource.jdbc.url", tables.urlBy(line));
        node = new KillableService(Files.createDirectories(data.resolve("node")), settings);
        node.start();
    }

    @AfterEach
    void all_stop() throws Exception {
        node.close();
        line.close();
        database.close();
    }

    private void runsOn(String machine) throws IOException {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Directories(
                Files.createDirectories(data.resolve(machine)),
                Path.of("target", "postgresql-programs").toAbsolutePath()));
        tables = new LogTables(database);
    }

    @Test
    void a_backup_brings_all_that_was_acknowledged_before_its_end_and_cannot_take_back_what_was_published_after_it()
            throws Exception {
        List<String> acknowledged = new ArrayList<>(tables.accepted(300));
        node.await(() -> FollowedLog.isPublished(node.uri()));
        FollowedLog log = new FollowedLog(node.uri());

        // At night: a base backup, while entries come in.
        BaseBackup backup = new BaseBackup(data.resolve("machine"), Files.createDirectories(data.resolve("backup")));
        try (Business business = new Business(tables);
                Connection connection = tables.connection()) {
            backup.take(connection);
            acknowledged.addAll(business.acknowledged());
            backup.addWal();
        }
        BaseBackup complete = backup.copied(Files.createDirectories(data.resolve("complete")));

        // In the morning: more is acknowledged and published. At noon the machine is lost.
        List<String> inTheMorning = tables.accepted(300);
        node.await(() -> log.entries().containsAll(inTheMorning));
        long published = log.size();
        List<String> all = log.entries();
        assertThat(all).containsAll(acknowledged);
        node.kill();
        database.close();

        // Somebody restores the backup and nothing else.
        runsOn("backup");
        line.leadsTo(tables.server());
        node.start();
        node.await(() -> well() == 503);
        assertThat(Files.readString(data.resolve("node/service.log")))
                .contains("The log was set back: a checkpoint of " + published + " entries was published")
                .contains("See \"A log that was set back\" in docs/operating.md");
        assertThat(log.look()).isInstanceOf(Observation.Shrunk.class);
        assertThat(tables.entries()).containsAll(acknowledged).doesNotHaveDuplicates();
        long size = tables.size();
        assertThat(size).isLessThan(published);
        tables.accepted(1);
        assertThat(well()).isEqualTo(503);
        assertThat(tables.size()).isEqualTo(size);
        assertThat(tables.waiting()).isPositive();

        // Then, as that says, the newest moment: with what was written since, from the archive or the lost machine's
        // disk.
        complete.addWal();
        database.close();
        runsOn("complete");
        line.leadsTo(tables.server());
        node.await(() -> well() == 200);
        assertThat(log.entries()).containsExactlyElementsOf(all);
        List<String> later = tables.accepted(300);
        node.await(() -> log.entries().containsAll(later));
        assertThat(log.entries()).startsWith(all.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    private int well() {
        return RestAssured.get(node.uri().resolve("/q/health/well")).statusCode();
    }

    /** Entries that come in, and are acknowledged, until it is closed. */
    private static final class Business implements AutoCloseable {
        private final List<String> acknowledged = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> work;
        private volatile boolean over;

        Business(LogTables tables) {
            work = CompletableFuture.runAsync(() -> {
                while (!over) {
                    acknowledged.addAll(some(tables));
                }
            });
        }

        private static List<String> some(LogTables tables) {
            try {
                return tables.accepted(20);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> acknowledged() {
            return List.copyOf(acknowledged);
        }

        @Override
        public void close() {
            over = true;
            work.join();
        }
    }
}
