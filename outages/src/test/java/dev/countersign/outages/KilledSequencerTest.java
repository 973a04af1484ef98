package dev.countersign.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.store.EmbeddedDatabase;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGKILL in every step of sequencing, and a database that is slow or away: nothing that was acknowledged is lost, and the log
 * is the one of before.
 */
class KilledSequencerTest {
    @TempDir
    static Path data;

    private static EmbeddedDatabase database;
    private static LogTables tables;
    private static SlowLine line;
    private static KillableService node;
    private static FollowedLog log;
    private static String token;

    @BeforeAll
    static void a_node_runs() throws Exception {
        database = EmbeddedDatabase.start(new EmbeddedDatabase.Directories(
                Files.createDirectories(data.resolve("database")),
                Path.of("target", "postgresql-programs").toAbsolutePath()));
        tables = new LogTables(database);
        line = new SlowLine(tables.server());
        Map<String, String> settings = new HashMap<>(database.connection());
        settings.put("quarkus.datasource.jdbc.url", tables.urlBy(line));
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "4");
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "2");
        node = new KillableService(Files.createDirectories(data.resolve("node")), settings);
        node.start();
        node.await(() -> FollowedLog.isPublished(node.uri()));
        log = new FollowedLog(node.uri());
        token = node.clientSignsIn();
    }

    @AfterAll
    static void the_node_stops() throws Exception {
        node.close();
        line.close();
        database.close();
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
        tables.run(
                "create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return null; end $$");
        tables.run("create trigger slow after " + step + " for each statement execute function slow()");
        List<String> acknowledged = tables.accepted(300);
        node.await(() -> sleeping() > 0);

        node.kill();
        // What the dead node left in the database ends as it does when its connection is found broken.
        tables.run("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
        node.await(() -> sleeping() == 0);
        tables.run("drop function slow() cascade");
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
                acknowledged.addAll(tables.accepted(200));
            }
            other.kill();
            acknowledged.addAll(tables.accepted(200));
            thereIs(acknowledged);
        }
    }

    @Test
    void a_slow_database_makes_everybody_slow_and_nothing_else() throws Exception {
        line.slows(Duration.ofMillis(60));
        List<String> acknowledged = new ArrayList<>();
        try {
            acknowledged.addAll(tables.accepted(300));
            registers().then().statusCode(201);
            node.await(() -> log.entries().containsAll(acknowledged));
        } finally {
            line.flows();
        }
        acknowledged.addAll(tables.accepted(300));
        thereIs(acknowledged);
    }

    @Test
    void when_the_database_stands_still_callers_are_told_so_and_the_log_goes_on_by_itself() throws Exception {
        List<String> acknowledged = new ArrayList<>(tables.accepted(300));
        line.stands();
        try {
            acknowledged.addAll(tables.accepted(300));
            ExecutorService callers = Executors.newFixedThreadPool(30);
            List<Callable<Response>> calls = Collections.nCopies(30, KilledSequencerTest::registers);
            for (Future<Response> call : callers.invokeAll(calls)) {
                Response answer = call.get();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.header("Retry-After")).isNotNull();
            }
            callers.shutdown();
            assertThat(RestAssured.get(node.uri().resolve("/q/health/ready")).statusCode())
                    .isEqualTo(503);
        } finally {
            line.flows();
        }
        thereIs(acknowledged);
        registers().then().statusCode(201);
    }

    @Test
    void connections_to_a_database_that_vanished_without_a_word_are_given_up() throws Exception {
        List<String> acknowledged = new ArrayList<>(tables.accepted(300));
        line.loses();
        acknowledged.addAll(tables.accepted(300));

        thereIs(acknowledged);
        node.await(() -> registers().statusCode() == 201);
    }

    @Test
    void whoever_listens_hears_again_when_the_database_vanished_without_a_word() throws Exception {
        String number = "C-" + UUID.randomUUID();
        registers(number).then().statusCode(201);
        String interaction = node.asClient(token)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", number))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpRequest stream = HttpRequest.newBuilder(
                        node.uri().resolve("/api/v1/interactions/" + interaction + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        CompletableFuture<Void> listening = HttpClient.newHttpClient()
                .sendAsync(stream, HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(heard::add));
        node.await(() -> tables.number("select count(*) from pg_stat_activity where query like 'listen%'") > 0);

        line.loses();

        node.await(() -> node.asClient(token)
                        .body(Map.of("state", "closed"))
                        .patch("/api/v1/interactions/" + interaction)
                        .statusCode()
                == 200);
        node.await(() -> heard.stream().anyMatch(line -> line.contains("interaction.closed")));
        assertThat(listening).isNotCompletedExceptionally();
    }

    /** A request that writes. */
    private static Response registers() {
        return registers("C-" + UUID.randomUUID());
    }

    private static Response registers(String number) {
        return node.asClient(token)
                .body(Map.of(
                        "customer_number",
                        number,
                        "display_name",
                        "Alice Example",
                        "phones",
                        List.of(),
                        "locale",
                        "en"))
                .post("/api/v1/customers");
    }

    /** Follows the log from what this test knew before, and finds each entry in it once. */
    private static void thereIs(List<String> acknowledged) throws Exception {
        node.await(() -> tables.waiting() == 0);
        node.await(() -> FollowedLog.isPublished(node.uri()) && log.entries().containsAll(acknowledged));
        assertThat(log.entries()).doesNotHaveDuplicates();
    }

    private static long sleeping() {
        return tables.number("select count(*) from pg_stat_activity where wait_event = 'PgSleep'");
    }
}
