package dev.countersign.samples.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.log.EntriesPath;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MirrorTest {
    @TempDir
    Path data;

    private LiveLog log;

    @BeforeEach
    void a_log() throws IOException {
        log = new LiveLog();
    }

    @AfterEach
    void the_log_stops() {
        log.close();
    }

    @Test
    void when_the_log_is_gone_its_copy_is_whole() throws Exception {
        History history = History.of(70_000);
        log.shows(history);
        try (Regulator mirror = new Regulator(data, log).listens()) {
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
            log.close();
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
        assertThat(Copies.files(copy())).isEqualTo(Copies.expected(70_000));
    }

    @Test
    void a_copy_grows_with_its_log_and_has_no_more_files_than_the_log() throws Exception {
        try (Regulator mirror = new Regulator(data, log).listens()) {
            for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 600, 600, 65_535, 65_536, 65_540}) {
                History history = History.of(size);
                assertThat(log.shows(history) == log && mirror.looks() == ExitCode.FINE)
                        .as(size + ": " + mirror.said())
                        .isTrue();
                assertThat(Copies.files(copy())).as("size " + size).isEqualTo(Copies.expected(size));
                Copies.assertWhole(mirror.copyOf(log.watched()), history);
            }
        }
    }

    @Test
    void what_was_partial_once_is_served_for_ever_from_what_is_wider() throws Exception {
        History history = History.of(700);
        try (Regulator mirror = new Regulator(data, log).listens()) {
            log.shows(history);
            mirror.looks();
            String base = "/mirror/" + log.watched().hash() + "/";
            for (LogPath path : List.of(
                    new TilePath(0, 0, 17),
                    new TilePath(0, 2, 88),
                    new TilePath(1, 0, 1),
                    new EntriesPath(0, 17),
                    new EntriesPath(2, 88),
                    new EntriesPath(2, 188))) {
                assertThat(mirror.get(base + path).body())
                        .as(path.toString())
                        .isEqualTo(history.file(path).orElseThrow());
            }
            for (LogPath path : List.of(
                    new TilePath(0, 2, 189), new TilePath(0, 2, 256), new EntriesPath(3, 1), new TilePath(2, 0, 1))) {
                assertThat(mirror.get(base + path).statusCode())
                        .as(path.toString())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void a_log_that_serves_other_entries_or_tiles_than_it_signed_is_an_alarm_and_nothing_of_it_is_kept()
            throws Exception {
        History history = History.of(600);
        byte[] bundle = history.file(new EntriesPath(1, 256)).orElseThrow();
        byte[] flipped = bundle.clone();
        flipped[100] ^= 1;
        byte[] tile = history.file(new TilePath(0, 1, 256)).orElseThrow();
        byte[] edge = history.file(new TilePath(1, 0, 2)).orElseThrow();
        try (Regulator mirror = new Regulator(data, log).listens()) {
            log.shows(history);
            lies(mirror, "tile/entries/001", flipped);
            lies(mirror, "tile/entries/001", Arrays.copyOf(bundle, bundle.length - 3));
            lies(mirror, "tile/0/001", Arrays.copyOf(tile, tile.length - 32));
            lies(mirror, "tile/0/001", Arrays.copyOf(tile, tile.length + 32));
            lies(mirror, "tile/1/000.p/2", Arrays.copyOf(edge, 32));
            assertThat(copy().resolve("tile/0/001")).doesNotExist();
            assertThat(copy().resolve("checkpoint")).doesNotExist();

            log.isHonestAgain();
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
            assertThat(mirror.said()).contains("over: contradicted");
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
    }

    @Test
    void a_log_that_does_not_answer_as_it_should_is_no_liar() throws Exception {
        History history = History.of(600);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger misled = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            misled.incrementAndGet();
            LiveLog.answer(exchange, 200, history.file(new EntriesPath(1, 256)).orElseThrow());
        });
        elsewhere.start();
        List<HttpHandler> troubles = List.of(
                exchange -> LiveLog.answer(exchange, 500, new byte[0]),
                exchange -> LiveLog.answer(exchange, 404, new byte[0]),
                // Inside the network, and to nobody who asked.
                exchange -> {
                    exchange.getResponseHeaders()
                            .set(
                                    "Location",
                                    "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/metadata");
                    LiveLog.answer(exchange, 302, new byte[0]);
                },
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(0);
                    exchange.getResponseBody().flush();
                    await(over);
                },
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    flood(exchange.getResponseBody());
                },
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    LiveLog.answer(exchange, 200, bomb());
                },
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "br");
                    LiveLog.answer(exchange, 200, new byte[10]);
                });
        try (Regulator mirror = new Regulator(data, log).listens()) {
            log.shows(history);
            int number = 0;
            for (HttpHandler trouble : troubles) {
                log.answers(path -> path.equals("tile/entries/001"), trouble);
                assertThat(mirror.looks())
                        .as("trouble " + number++ + ": " + mirror.said())
                        .isEqualTo(ExitCode.TRY_AGAIN);
                assertThat(mirror.status().path("state").asText()).isEqualTo("unreachable");
            }
            assertThat(misled).hasValue(0);
            log.isHonestAgain();
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
        } finally {
            over.countDown();
            elsewhere.stop(0);
        }
    }

    @Test
    void what_is_compressed_is_copied_as_it_is_signed() throws Exception {
        History history = History.of(600);
        log.shows(history).answers(path -> path.startsWith("tile/entries/"), exchange -> {
            String path = exchange.getRequestURI().getPath().substring("/log/".length());
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            LiveLog.answer(
                    exchange, 200, squeezed(history.file(LogPath.parse(path)).orElseThrow()));
        });
        try (Regulator mirror = new Regulator(data, log).listens()) {
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
    }

    @Test
    void what_was_interrupted_is_gone_on_with_where_it_stopped() throws Exception {
        History history = History.of(2_000);
        log.shows(history).answers(path -> path.equals("tile/entries/005"), 503, new byte[0]);
        try (Regulator mirror = new Regulator(data, log).listens()) {
            assertThat(mirror.looks()).isEqualTo(ExitCode.TRY_AGAIN);
            assertThat(mirror.get("/mirror/" + log.watched().hash() + "/checkpoint")
                            .statusCode())
                    .isEqualTo(404);
            log.isHonestAgain().takeRequests();
            mirror.restarts().listens();
            assertThat(mirror.looks()).isEqualTo(ExitCode.FINE);
            assertThat(log.takeRequests())
                    .contains("tile/entries/005")
                    .doesNotContain("tile/entries/000", "tile/entries/004");
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
    }

    @Test
    void a_log_that_rewrites_its_history_changes_nothing_in_the_copy() throws Exception {
        History history = History.of(600);
        try (Regulator mirror = new Regulator(data, log).listens()) {
            log.shows(history);
            mirror.looks();
            Set<String> before = Copies.files(copy());
            log.shows(History.rewrittenAt(17, 900));
            assertThat(mirror.looks()).isEqualTo(ExitCode.ALARM);
            assertThat(mirror.looks()).isEqualTo(ExitCode.ALARM);
            assertThat(Copies.files(copy())).isEqualTo(before);
            Copies.assertWhole(mirror.copyOf(log.watched()), history);
        }
    }

    @Test
    void a_quiet_log_is_asked_for_its_checkpoint_and_nothing_else() throws Exception {
        log.shows(History.of(600));
        try (Regulator mirror = new Regulator(data, log)) {
            mirror.looks();
            log.takeRequests();
            mirror.looks();
            assertThat(log.takeRequests()).containsExactly("checkpoint");
        }
    }

    private void lies(Regulator mirror, String path, byte[] lie) throws Exception {
        log.answers(path::equals, 200, lie);
        assertThat(mirror.looks()).as(path).isEqualTo(ExitCode.ALARM);
        assertThat(mirror.status().path("alarms").get(0).path("kind").asText()).isEqualTo("contradicted");
        assertThat(Files.readAllBytes(mirror.evidence().get(0).resolve("shown.checkpoint")))
                .asString()
                .startsWith(LiveLog.ORIGIN + "\n600\n");
    }

    private Path copy() {
        return data.resolve("mirror").resolve(log.watched().hash());
    }

    private static byte[] squeezed(byte[] bytes) throws IOException {
        ByteArrayOutputStream squeezed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(squeezed)) {
            gzip.write(bytes);
        }
        return squeezed.toByteArray();
    }

    private static byte[] bomb() throws IOException {
        return squeezed(new byte[40_000_000]);
    }

    private static void flood(OutputStream body) throws IOException {
        byte[] part = new byte[64 * 1024];
        while (true) {
            // Ends when the other side has had enough.
            body.write(part);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
