package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundHttp.Limits;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.client.GuardedHttp.Reach;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GuardedHttpTest {
    private static final Limits LIMITS = new Limits(10_000, Duration.ofSeconds(5));
    private static final Names LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());

    private static Vertx vertx;
    private static ExecutorService lookUps;

    private final List<String> lookedUp = new ArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        lookUps = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        lookUps.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1"
            })
    void a_name_that_leads_to_an_address_inside_is_refused(String address) {
        refuses(Reach.PUBLIC, to(address), "https://innocent.example/");
    }

    @Test
    void one_address_inside_spoils_a_name_whose_others_are_public() {
        refuses(
                Reach.PUBLIC,
                host -> List.of(InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1")),
                "https://innocent.example/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://0/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fe80::1]/"
            })
    void an_address_inside_is_refused_in_every_notation(String uri) {
        // Whatever the notation: where a resolver would lead is what is judged.
        Names lenient = host -> {
            lookedUp.add(host);
            return List.of(InetAddress.getByName(host.contains(":") ? host : "127.0.0.1"));
        };
        assertThatThrownBy(() -> get(Reach.PUBLIC, lenient, uri))
                .isInstanceOfAny(OutboundRefusedException.class, IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://innocent.example/",
                "ftp://innocent.example/",
                "file:///etc/passwd",
                "gopher://innocent.example/",
                "https:///path",
                "https://user@innocent.example/",
                "https://innocent.example:443@10.0.0.1/"
            })
    void an_address_that_is_not_plain_https_is_refused_before_the_name_is_looked_up(String uri) {
        refuses(Reach.PUBLIC, noting(LOOPBACK), uri);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void development_does_not_open_the_private_network() {
        refuses(Reach.PUBLIC_AND_LOOPBACK, to("10.0.0.1"), "https://innocent.example/");
        refuses(Reach.PUBLIC_AND_LOOPBACK, to("169.254.169.254"), "http://innocent.example/");
        refuses(Reach.PUBLIC_AND_LOOPBACK, to("93.184.215.14"), "http://innocent.example/");
    }

    @Test
    void the_name_is_looked_up_once_and_the_connection_goes_to_the_address_that_was_judged() throws Exception {
        // DNS rebinding: a second look-up of this name would find nothing, or something else.
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.write(out, ok("hello")))) {
            Reply reply = get(Reach.PUBLIC_AND_LOOPBACK, noting(LOOPBACK), "http://rebinding.invalid:" + server.port());

            assertThat(new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("hello");
            assertThat(lookedUp).containsExactly("rebinding.invalid");
        }
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        try (HostileServer inside = new HostileServer((out, self) -> HostileServer.write(out, ok("secret")));
                HostileServer server = new HostileServer((out, self) -> HostileServer.write(
                        out,
                        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + inside.port()
                                + "/\r\nContent-Length: 0\r\n\r\n"))) {
            Reply reply = get(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port());

            assertThat(reply.status()).isEqualTo(302);
            assertThat(inside.connections).hasValue(0);
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
            refuses(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port());
        }
    }

    @Test
    void a_body_that_is_longer_than_announced_or_allowed_is_refused() throws Exception {
        try (HostileServer server =
                new HostileServer((out, self) -> HostileServer.write(out, ok("x".repeat(10_001))))) {
            refuses(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port());
        }
        try (HostileServer server =
                new HostileServer((out, self) -> HostileServer.write(out, ok("x".repeat(10_000))))) {
            assertThat(get(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port())
                            .body())
                    .hasSize(10_000);
        }
    }

    @Test
    void a_compressed_body_is_refused_unread() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[5_000_000]);
        }
        assertThat(bomb.size()).isLessThan(10_000);
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(
                    out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            out.write(bomb.toByteArray());
        })) {
            refuses(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port());
        }
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
        }
    }

    @Test
    void a_flood_of_headers_is_cut_off() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
            HostileServer.write(out, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; self.pauses(0); i++) {
                HostileServer.write(out, "X-" + i + ": " + "y".repeat(1_000) + "\r\n");
            }
        })) {
            assertThatThrownBy(() -> get(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_not_http_is_an_unreachable_host() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.write(out, "SSH-2.0-x\r\n\r\n"))) {
            assertThatThrownBy(() -> get(Reach.PUBLIC_AND_LOOPBACK, LOOPBACK, "http://a.example:" + server.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void an_unknown_name_is_an_unreachable_host() {
        assertThatThrownBy(() -> get(
                        Reach.PUBLIC,
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        "https://nowhere.example/"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(OutboundRefusedException.class);
    }

    private static void runsOutOfTime(HostileServer server) throws Exception {
        long start = System.nanoTime();
        try (GuardedHttp http = new GuardedHttp(vertx, LOOPBACK, Reach.PUBLIC_AND_LOOPBACK, lookUps)) {
            assertThatThrownBy(() -> http.get(
                            URI.create("http://a.example:" + server.port() + "/"),
                            new Limits(10_000, Duration.ofMillis(300))))
                    .isInstanceOf(IOException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static void refuses(Reach reach, Names names, String uri) {
        assertThatThrownBy(() -> get(reach, names, uri)).isInstanceOf(OutboundRefusedException.class);
    }

    private static Reply get(Reach reach, Names names, String uri) throws IOException {
        try (GuardedHttp http = new GuardedHttp(vertx, names, reach, lookUps)) {
            return http.send(Request.get(URI.create(uri)), LIMITS);
        }
    }

    private Names noting(Names names) {
        return host -> {
            lookedUp.add(host);
            return names.addresses(host);
        };
    }

    private static Names to(String address) {
        return host -> List.of(InetAddress.getByName(address));
    }

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
