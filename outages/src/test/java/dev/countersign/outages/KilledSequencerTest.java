package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogClient;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.Observation;
import dev.countersign.protocol.log.VerifiedCheckpoint;
import dev.countersign.protocol.log.VerifiedLog;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL in every step of sequencing: nothing that was acknowledged is lost, and the log is the one of before. */
class KilledSequencerTest {
    @TempDir
    static Path data;

    private static EmbeddedDatabase database;
    private static KillableService node;
    private static VerifiedCheckpoint known;

    @BeforeAll
    static void a_node_runs() throws Exception {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Directories(
                Files.createDirectories(data.resolve("database")),
                Path.of("target", "postgresql-programs").toAbsolutePath()));
        node = new KillableService(Files.createDirectories(data.resolve("node")), new HashMap<>(database.connection()));
        node.start();
        node.await(() -> log().begin() instanceof Observation.Consistent);
        known = ((Observation.Consistent) log().begin()).checkpoint();
    }

    @AfterAll
    static void the_node_stops() throws Exception {
        node.close();
        database.close();
    }

    private static LogClient log() {
        VerifierKey key = VerifierKey.parse(
                RestAssured.get(node.uri().resolve("/log/key")).asString().strip());
        return new LogClient(KilledSequencerTest::fetch, WitnessPolicy.unwitnessed(key));
    }

    private static Optional<byte[]> fetch(String path, int maxBytes) throws IOException {
        Response answer = RestAssured.get(node.uri().resolve("/log/" + path));
        if (answer.statusCode() != 200 && answer.statusCode() != 404) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(answer.asByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete on ledger_waiting",
                "update on ledger_head",
                "insert on ledger_tile",
                "insert on ledger_bundle",
                "insert on ledger_position",
                "insert on ledger_checkpoint"
            })
    void nothing_is_lost_and_nothing_forks_when_the_node_dies_in(String step) throws Exception {
        run(
                "create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return null; end $$");
        run("create trigger slow after " + step + " for each statement execute function slow()");
        List<String> acknowledged = accepted(300);
        node.await(() -> sleeping() > 0);

        node.kill();
        // What the dead node left in the database ends as it does when its connection is found broken.
        run("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
        node.await(KilledSequencerTest::nobodySleeps);
        run("drop function slow() cascade");
        node.start();

        thereIs(acknowledged);
    }

    @Test
    void two_nodes_at_once_make_one_log() throws Exception {
        Map<String, String> shared = new HashMap<>(database.connection());
        shared.put("countersign.public-url", node.uri().toString());
        shared.put(
                "countersign.keyset-file",
                data.resolve("node/service/keyset.json").toString());
        shared.put(
                "countersign.master-key-file",
                data.resolve("node/service/master-key").toString());
        List<String> acknowledged = new ArrayList<>();
        try (KillableService other = new KillableService(Files.createDirectories(data.resolve("other")), shared)) {
            other.start();
            for (int round = 0; round < 20; round++) {
                acknowledged.addAll(accepted(200));
            }
            other.kill();
            acknowledged.addAll(accepted(200));
            thereIs(acknowledged);
        }
    }

    /** Puts so many new entries where accepted ones wait, as a transaction of the service does. */
    private static List<String> accepted(int count) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_waiting (entry, accepted_at) values (?, now())")) {
            for (int i = 0; i < count; i++) {
                byte[] entry = new byte[LogEntry.BYTES];
                ThreadLocalRandom.current().nextBytes(entry);
                entry[0] = 1;
                entry[1] = EntryType.EVENT_ADDED.number();
                entries.add(HexFormat.of().formatHex(entry));
                insert.setBytes(1, entry);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return entries;
    }

    /** Follows the log from what this test knew before, and finds each entry in it once. */
    private static void thereIs(List<String> acknowledged) throws Exception {
        node.await(() -> {
            try {
                return waiting() == 0;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        node.await(() -> entriesInTheNewest().containsAll(acknowledged));
        List<String> entries = entriesInTheNewest();
        assertThat(entries).doesNotHaveDuplicates();
    }

    private static List<String> entriesInTheNewest() {
        Observation seen = log().follow(known);
        assertThat(seen).isInstanceOf(Observation.Consistent.class);
        known = ((Observation.Consistent) seen).checkpoint();
        VerifiedLog verified = log().at(known);
        List<String> entries = new ArrayList<>();
        long bundles = (known.tree().size() + 255) / 256;
        for (long bundle = 0; bundle < bundles; bundle++) {
            Verification<List<byte[]>> read = verified.entries(bundle);
            assertThat(read).isInstanceOf(Verification.Verified.class);
            ((Verification.Verified<List<byte[]>>) read)
                    .value()
                    .forEach(entry -> entries.add(HexFormat.of().formatHex(entry)));
        }
        return entries;
    }

    private static long waiting() throws SQLException {
        return count("select count(*) from ledger_waiting");
    }

    private static long sleeping() {
        try {
            return count("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean nobodySleeps() {
        return sleeping() == 0;
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection() throws SQLException {
        Map<String, String> settings = database.connection();
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }
}
