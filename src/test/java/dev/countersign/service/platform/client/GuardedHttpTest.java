package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundHttp.Limits;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundHttp.Use;
import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GuardedHttpTest {
    private static final Limits SHORT = new Limits(Use.DID_DOCUMENT, 10_000, Duration.ofMillis(300));

    private final Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1");

    @AfterEach
    void end() {
        outside.close();
    }

    @Test
    void what_the_rules_forbid_is_refused_before_the_name_is_looked_up() {
        try (Outside production = new Outside(Outside.PRODUCTION).answering("93.184.215.14")) {
            assertThatThrownBy(() -> production.get("http://innocent.example/"))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(production.lookedUp).isEmpty();
        }
    }

    @Test
    void a_name_that_leads_inside_is_refused_before_anything_is_sent() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "secret"));
                Outside production = new Outside(Outside.PRODUCTION).answering("127.0.0.1")) {
            assertThatThrownBy(() -> production.get("https://innocent.example:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.connections).hasValue(0);
        }
    }

    @Test
    void rebinding_gains_nothing_as_the_name_is_looked_up_once_and_the_judged_address_connected_to() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"))) {
            outside.answering("10.0.0.1");

            assertThat(outside.get("http://rebinding.invalid:" + server.port())).isEqualTo("hello");
            assertThat(outside.lookedUp).containsExactly("rebinding.invalid");
        }
    }

    @Test
    void rebinding_between_a_page_and_its_redirect_gains_nothing() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            if (self.heads.size() == 1) {
                HostileServer.redirect(out, "/next");
            } else {
                HostileServer.ok(out, "hello");
            }
        })) {
            outside.answering("10.0.0.1");

            assertThat(outside.get("http://rebinding.invalid:" + server.port())).isEqualTo("hello");
            assertThat(outside.lookedUp).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_within_the_origin_is_followed(int status) throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            if (self.heads.size() == 1) {
                HostileServer.write(
                        out,
                        "HTTP/1.1 " + status + " Elsewhere\r\nLocation: ../did.json?v=2#key\r\n"
                                + "Content-Length: 4\r\n\r\ngone");
            } else {
                HostileServer.ok(out, "hello");
            }
        })) {
            assertThat(outside.get("http://a.example:" + server.port() + "/x/y/z"))
                    .isEqualTo("hello");
            assertThat(server.heads.get(1)).startsWith("GET /x/did.json?v=2 HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://b.example:PORT/",
                "http://a.example.attacker.example:PORT/",
                "//b.example:PORT/",
                "https://b.example/"
            })
    void a_redirect_to_another_host_is_refused(String location) throws Exception {
        refusesRedirect(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]:PORT/",
                "http://2130706433/",
                "http://0177.0.0.1/"
            })
    void a_redirect_to_a_private_address_is_refused(String location) throws Exception {
        refusesRedirect(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example:1/",
                "https://a.example:PORT/",
                "ftp://a.example:PORT/",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "http://user@a.example:PORT/",
                "http://a.example@10.0.0.1/",
                "http:///x",
                "::",
                "http://a.example:PORT/%zz"
            })
    void a_redirect_to_another_port_scheme_or_to_nonsense_is_refused(String location) throws Exception {
        refusesRedirect(location);
    }

    private void refusesRedirect(String location) throws Exception {
        try (HostileServer server = new HostileServer(
                (out, self) -> HostileServer.redirect(out, location.replace("PORT", "" + self.port())))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port() + "/start"))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.heads).hasSize(1);
            assertThat(outside.lookedUp).containsExactly("a.example");
        }
    }

    @Test
    void two_locations_in_one_redirect_are_refused() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.write(
                out, "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void a_redirect_loop_is_refused_when_it_closes() throws Exception {
        try (HostileServer server = new HostileServer(
                (out, self) -> HostileServer.redirect(out, self.heads.size() % 2 == 1 ? "/b" : "/a"))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port() + "/a"))
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("loop");
            assertThat(server.heads).hasSize(2);
        }
    }

    @Test
    void a_page_that_redirects_to_itself_is_refused() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.redirect(out, "#again"))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port() + "/a"))
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("loop");
        }
    }

    @Test
    void redirects_that_never_end_are_refused_after_three() throws Exception {
        try (HostileServer server =
                new HostileServer((out, self) -> HostileServer.redirect(out, "/" + self.heads.size()))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.heads).hasSize(1 + Redirects.MOST);
        }
    }

    @Test
    void a_relative_redirect_from_an_address_without_a_path_does_not_become_part_of_the_host() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            if (self.heads.size() == 1) {
                HostileServer.redirect(out, "did.json");
            } else {
                HostileServer.ok(out, "hello");
            }
        })) {
            assertThat(outside.get("http://a.example:" + server.port())).isEqualTo("hello");
            assertThat(server.heads.get(1)).startsWith("GET /did.json ");
        }
    }

    @Test
    void a_redirected_post_is_an_answer_and_is_not_followed() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.redirect(out, "/next"))) {
            Reply reply = outside.http.send(
                    Request.post(URI.create("http://a.example:" + server.port() + "/"), new byte[] {1}),
                    Outside.LIMITS);

            assertThat(reply.status()).isEqualTo(302);
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void an_endless_body_is_cut_off() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            byte[] block = new byte[1_000];
            while (self.pauses(0)) {
                out.write(block);
            }
        })) {
            refuses(server);
            assertThat(server.sawAHangUp()).isTrue();
        }
    }

    @Test
    void an_endless_chunked_body_is_cut_off() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (self.pauses(0)) {
                HostileServer.write(out, "1\r\nx\r\n");
            }
        })) {
            refuses(server);
        }
    }

    @Test
    void a_body_that_is_longer_than_allowed_is_refused() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "x".repeat(10_001)))) {
            refuses(server);
        }
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "x".repeat(10_000)))) {
            assertThat(outside.get("http://a.example:" + server.port())).hasSize(10_000);
        }
    }

    @Test
    void a_compressed_body_is_asked_for_and_read() throws Exception {
        try (HostileServer server = new HostileServer((out, self) ->
                compressed(out, GzipBodyTest.gzip("x".repeat(9_000).getBytes(StandardCharsets.UTF_8)), "gzip"))) {
            Reply reply = outside.http.get(URI.create("http://a.example:" + server.port() + "/"), Outside.LIMITS);

            assertThat(reply.body()).hasSize(9_000);
            assertThat(reply.header("content-encoding")).isEmpty();
            assertThat(server.heads.get(0)).containsIgnoringCase("accept-encoding: gzip\r\n");
        }
    }

    @Test
    void a_gzip_bomb_is_refused() throws Exception {
        byte[] bomb = GzipBodyTest.gzip(new byte[9_000_000]);
        assertThat(bomb.length).isLessThan(10_000);
        try (HostileServer server = new HostileServer((out, self) -> compressed(out, bomb, "gzip"))) {
            refuses(server);
        }
    }

    @Test
    void a_gzip_bomb_inside_a_gzip_bomb_is_refused() throws Exception {
        byte[] bomb = GzipBodyTest.gzip(GzipBodyTest.gzip(new byte[90_000_000]));
        try (HostileServer server = new HostileServer((out, self) -> compressed(out, bomb, "gzip, gzip"))) {
            refuses(server);
        }
    }

    @Test
    void a_compressed_body_with_garbage_behind_it_is_refused() throws Exception {
        byte[] body = GzipBodyTest.gzip(new byte[10]);
        byte[] more = Arrays.copyOf(body, body.length + 3);
        try (HostileServer server = new HostileServer((out, self) -> compressed(out, more, "gzip"))) {
            refuses(server);
        }
    }

    private static void compressed(OutputStream out, byte[] body, String encoding) throws IOException {
        HostileServer.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
        out.write(body);
        out.flush();
    }

    @Test
    void a_server_that_never_answers_costs_no_more_than_the_time_allowed() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> self.pauses(30_000))) {
            runsOutOfTime(server);
        }
    }

    @Test
    void a_body_that_drips_costs_no_more_than_the_time_allowed() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
            while (self.pauses(20)) {
                HostileServer.write(out, "x");
            }
        })) {
            runsOutOfTime(server);
            assertThat(server.sawAHangUp()).isTrue();
        }
    }

    @Test
    void a_header_that_drips_costs_no_more_than_the_time_allowed() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\nX-Slow: ");
            while (self.pauses(20)) {
                HostileServer.write(out, "x");
            }
        })) {
            runsOutOfTime(server);
        }
    }

    @Test
    void slow_redirects_share_the_time_of_one_request() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            self.pauses(150);
            HostileServer.redirect(out, "/" + self.heads.size());
        })) {
            runsOutOfTime(server);
        }
    }

    @Test
    void a_name_server_that_never_answers_costs_no_more_than_the_time_allowed() {
        CountDownLatch over = new CountDownLatch(1);
        asks(
                host -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                SocketTimeoutException.class);
        over.countDown();
    }

    @Test
    void a_flood_of_headers_is_cut_off() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; self.pauses(0); i++) {
                HostileServer.write(out, "X-" + i + ": " + "y".repeat(1_000) + "\r\n");
            }
        })) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_not_http_is_an_unreachable_host() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.write(out, "SSH-2.0-x\r\n\r\n"))) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(OutboundRefusedException.class);
        }
    }

    @Test
    void an_unknown_name_or_one_without_an_address_is_an_unreachable_host() {
        asks(
                host -> {
                    throw new UnknownHostException(host);
                },
                IOException.class);
        asks(host -> List.of(), IOException.class);
    }

    private void asks(Names names, Class<? extends IOException> failure) {
        Vertx vertx = Vertx.vertx();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Wire wire = new Wire(vertx, threads, Wire.options())) {
            GuardedHttp http = new GuardedHttp(Outside.PRODUCTION, new LookUps(names, threads), wire);
            assertThatThrownBy(() -> http.get(URI.create("https://nowhere.example/"), SHORT))
                    .isInstanceOf(failure)
                    .isNotInstanceOf(OutboundRefusedException.class);
        } finally {
            threads.shutdownNow();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void a_caller_that_is_interrupted_stops_waiting() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> self.pauses(30_000))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(InterruptedIOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void runsOutOfTime(HostileServer server) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> outside.http.get(URI.create("http://a.example:" + server.port() + "/"), SHORT))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private void refuses(HostileServer server) {
        assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                .isInstanceOf(OutboundRefusedException.class);
    }
}
