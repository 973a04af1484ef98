package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.ConsistencyProof;
import dev.countersign.protocol.log.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AlarmTest {
    private static final History HONEST = History.of(600);

    @TempDir
    Path data;

    private LiveLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new LiveLog().shows(HONEST);
    }

    @AfterEach
    void the_log_stops() {
        log.close();
    }

    @Test
    void a_split_view_of_any_size_is_a_fork_with_evidence_that_convinces_anybody() throws Exception {
        for (History other :
                List.of(History.rewrittenAt(17, 600), History.rewrittenAt(17, 900), History.rewrittenAt(17, 300))) {
            Path own = Files.createTempDirectory(data, "of-" + other.size());
            log.shows(HONEST);
            try (Regulator witness = new Regulator(own, log).listens()) {
                assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
                log.shows(other);
                assertThat(witness.looks()).as("size " + other.size()).isEqualTo(ExitCode.ALARM);
                assertThat(witness.evidence()).hasSize(1);
                assertConvincing(witness.evidence().get(0), other);
            }
        }
    }

    @Test
    void a_log_that_threw_its_older_tiles_away_is_convicted_by_the_copy() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            witness.looks();
            log.shows(History.rewrittenAt(17, 300)).answers(path -> !path.equals("checkpoint"), 404, new byte[0]);
            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            assertConvincing(witness.evidence().get(0), History.rewrittenAt(17, 300));
        }
    }

    @Test
    void a_fork_stays_an_alarm_after_a_restart_and_when_the_log_is_honest_again() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.looks();
            log.shows(History.rewrittenAt(17, 900));
            witness.looks();
            log.shows(History.of(1_000));
            witness.clock().move(Duration.ofDays(400));
            witness.restarts().listens();

            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            ObjectNode status = witness.status();
            assertThat(status.path("state").asText()).isEqualTo("alarm");
            assertThat(status.path("since").asText()).isEqualTo("2026-11-22T10:00:00Z");
            assertThat(status.path("logs").get(0).path("state").asText()).isEqualTo("ok");
            assertThat(status.path("logs").get(0).path("copied_size").asInt()).isEqualTo(1_000);

            try (Stream<Path> files = Files.list(witness.evidence().get(0))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            assertThat(witness.status().path("state").asText()).isEqualTo("ok");
        }
    }

    @Test
    void a_rollback_is_an_alarm_when_it_lasts_and_no_sooner_and_over_when_the_log_is_back() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            witness.looks();
            log.shows(HONEST.head(300));
            assertThat(witness.looks()).isEqualTo(ExitCode.TRY_AGAIN);
            witness.clock().move(Regulator.LIMIT.minusSeconds(1));
            // As cron runs it: the time counts on.
            assertThat(witness.restarts().looks()).isEqualTo(ExitCode.TRY_AGAIN);
            witness.clock().move(Duration.ofSeconds(1));
            assertThat(witness.restarts().looks()).isEqualTo(ExitCode.ALARM);
            assertThat(witness.said())
                    .contains("ALARM shrunk bank.example/interactions since 2026-11-22T10:00:00Z: the log showed 600"
                            + " entries, and shows 300");
            assertConvincing(witness.evidence().get(0), HONEST);

            log.shows(HONEST);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            assertThat(witness.restarts().looks()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void a_log_that_wobbles_has_its_time_counted_from_the_last_time_that_it_was_whole() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            witness.looks();
            for (int i = 0; i < 3; i++) {
                log.shows(HONEST.head(300));
                assertThat(witness.looks()).isEqualTo(ExitCode.TRY_AGAIN);
                witness.clock().move(Regulator.LIMIT.minusSeconds(1));
                log.shows(HONEST);
                assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            }
        }
    }

    @Test
    void what_was_cosigned_and_is_shown_to_nobody_is_an_alarm_when_it_lasts() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            History grown = History.of(900);
            assertThat(witness.submit(log.submission(0, grown)).statusCode()).isEqualTo(200);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            witness.clock().move(Regulator.LIMIT);
            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);

            log.shows(grown);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
        }
    }

    @Test
    void a_history_for_the_witness_and_another_for_the_public_is_a_fork() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            History hidden = History.rewrittenAt(17, 700);
            assertThat(witness.submit(log.submission(0, hidden)).statusCode()).isEqualTo(200);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            log.shows(History.of(900));
            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            assertConvincing(witness.evidence().get(0), hidden);
        }
    }

    @Test
    void what_contradicts_the_copy_is_not_cosigned_though_nothing_was_cosigned_before() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.looks();
            History hidden = History.rewrittenAt(17, 300);
            assertThat(witness.submit(log.submission(0, hidden)).statusCode()).isEqualTo(422);
            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            assertConvincing(witness.evidence().get(0), hidden);
        }
    }

    @Test
    void a_refused_checkpoint_that_is_larger_than_the_copy_is_judged_when_the_copy_has_grown() throws Exception {
        try (Regulator witness = new Regulator(data, log).listens()) {
            witness.looks();
            History hidden = History.rewrittenAt(17, 700);
            // Conflict: it pretends that something was cosigned before.
            assertThat(witness.submit(log.submission(5, ConsistencyProof.EMPTY, hidden.head()))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            log.shows(History.of(900));
            assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            assertConvincing(witness.evidence().get(0), hidden);
        }
    }

    @Test
    void a_checkpoint_that_is_not_the_logs_is_an_alarm_until_the_log_is_itself_again() throws Exception {
        try (LiveLog stranger = new LiveLog();
                LiveLog other = new LiveLog("bank.example/other");
                Regulator witness = new Regulator(data, log)) {
            witness.looks();
            for (byte[] note : List.of(
                    stranger.signed(HONEST.head()).bytes(),
                    other.signed(HONEST.head()).bytes(),
                    "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8),
                    new byte[] {-1})) {
                log.shows(note);
                assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
                log.shows(HONEST);
                assertThat(witness.looks()).isEqualTo(ExitCode.FINE);
            }
            assertThat(witness.evidence()).hasSize(4);
        }
    }

    @Test
    void a_silent_log_is_no_alarm() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            witness.looks();
            log.close();
            assertThat(witness.looks()).isEqualTo(ExitCode.TRY_AGAIN);
        }
    }

    @Test
    void an_alarm_is_posted_until_it_is_taken_and_then_no_more() throws Exception {
        List<ObjectNode> taken = new CopyOnWriteArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        HttpServer pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pager.createContext("/", exchange -> {
            ObjectNode alarm = Json.parseObject(exchange.getRequestBody().readAllBytes());
            boolean busy = refused.getAndIncrement() == 0;
            if (!busy) {
                taken.add(alarm);
            }
            LiveLog.answer(exchange, busy ? 503 : 204, new byte[0]);
        });
        pager.start();
        try (Regulator witness = new Regulator(data, log)) {
            witness.isToldAt(URI.create("http://127.0.0.1:" + pager.getAddress().getPort() + "/pages"));
            witness.looks();
            log.shows(History.rewrittenAt(17, 900));
            for (int i = 0; i < 4; i++) {
                assertThat(witness.looks()).isEqualTo(ExitCode.ALARM);
            }
            assertThat(taken).hasSize(1);
            assertThat(taken.get(0).path("kind").asText()).isEqualTo("forked");
            assertThat(taken.get(0).path("origin").asText()).isEqualTo(LiveLog.ORIGIN);
            assertThat(data.resolve(taken.get(0).path("evidence").asText())).isDirectory();
        } finally {
            pager.stop(0);
        }
    }

    @Test
    void a_witness_whose_log_key_was_exchanged_does_not_begin_anew() throws Exception {
        try (Regulator witness = new Regulator(data, log)) {
            witness.looks();
        }
        try (LiveLog impostor = new LiveLog().shows(History.rewrittenAt(17, 900))) {
            assertThatThrownBy(() -> new Regulator(data, impostor)).hasMessageContaining("not signed by the log");
        }
    }

    private void assertConvincing(Path evidence, History other) throws IOException {
        for (String name : List.of("known.checkpoint", "shown.checkpoint")) {
            SignedNote note = SignedNote.parse(Files.readAllBytes(evidence.resolve(name)));
            assertThat(note.open(List.of(log.key()))).isInstanceOf(Verification.Verified.class);
        }
        assertThat(List.of(tree(evidence, "known"), tree(evidence, "shown")))
                .as("one of the two notes")
                .contains(other.head());
    }

    private static Object tree(Path evidence, String which) throws IOException {
        SignedNote note = SignedNote.parse(Files.readAllBytes(evidence.resolve(which + ".checkpoint")));
        return Checkpoint.parse(note.text()).tree();
    }
}
