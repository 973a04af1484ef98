package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundRefusedException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptConnectionsTest {
    @Test
    void requests_to_one_host_share_their_connections() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            for (int i = 0; i < 20; i++) {
                assertThat(outside.get("http://a.example:" + server.port() + "/" + i))
                        .isEqualTo("hello");
            }

            // One, but for the rare request that begins while the pool is still taking the last connection back.
            assertThat(server.connections).hasValueLessThan(5);
            // Each was judged all the same.
            assertThat(outside.lookedUp).hasSize(20);
        }
    }

    @Test
    void a_connection_is_not_shared_by_names_that_lead_to_one_address() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            outside.get("http://a.example:" + server.port());
            outside.get("http://b.example:" + server.port());

            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void rebinding_to_an_address_inside_gains_nothing_while_a_connection_is_kept() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside =
                        new Outside(Outside.DEVELOPMENT).answering("127.0.0.1").answering("10.0.0.1")) {
            outside.get("http://rebinding.example:" + server.port());

            assertThatThrownBy(() -> outside.get("http://rebinding.example:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void a_name_that_now_leads_elsewhere_is_not_served_by_the_connection_to_where_it_led() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside =
                        new Outside(Outside.DEVELOPMENT).answering("127.0.0.1").answering("127.0.0.2")) {
            outside.get("http://moved.example:" + server.port());

            // Nobody listens there.
            assertThatThrownBy(() -> outside.get("http://moved.example:" + server.port()))
                    .isInstanceOf(ConnectException.class);
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void a_second_address_is_tried_when_nobody_listens_at_the_first() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.2", "127.0.0.1")) {
            assertThat(outside.get("http://a.example:" + server.port())).isEqualTo("hello");
        }
    }

    @Test
    void a_server_that_asks_to_be_kept_for_ever_is_not() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.write(
                        out, "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=86400\r\nContent-Length: 0\r\n\r\n"));
                Outside outside = new Outside(
                                Outside.DEVELOPMENT, Wire.options().setKeepAliveTimeout(1))
                        .answering("127.0.0.1")) {
            outside.get("http://clinging.example:" + server.port());

            assertThat(server.sawAHangUp()).isTrue();
        }
    }

    @Test
    void a_get_is_sent_again_when_the_kept_connection_was_just_closed() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
                    if (self.heads.size() == 2) {
                        self.hangsUp();
                    } else {
                        HostileServer.ok(out, "hello");
                    }
                });
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            outside.get("http://a.example:" + server.port() + "/1");

            assertThat(outside.get("http://a.example:" + server.port() + "/2")).isEqualTo("hello");
            assertThat(server.heads).hasSize(3);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void a_post_is_never_sent_twice() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
                    if (self.heads.size() == 2) {
                        self.hangsUp();
                    } else {
                        HostileServer.ok(out, "hello");
                    }
                });
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            URI uri = URI.create("http://a.example:" + server.port() + "/");
            OutboundHttp http = outside.http;
            http.send(Request.post(uri, new byte[0]), Outside.LIMITS);

            assertThatThrownBy(() -> http.send(Request.post(uri, new byte[0]), Outside.LIMITS))
                    .isInstanceOf(IOException.class);
            assertThat(server.heads).hasSize(2);
        }
    }

    @Test
    void a_server_that_hangs_up_on_every_request_is_not_asked_for_ever() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> self.hangsUp());
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            assertThatThrownBy(() -> outside.get("http://a.example:" + server.port()))
                    .isInstanceOf(IOException.class);
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void an_answer_to_a_question_that_was_not_asked_is_not_taken_for_the_next_one() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> {
                    HostileServer.ok(out, "first" + self.heads.size());
                    HostileServer.ok(out, "smuggled");
                });
                Outside outside = new Outside(Outside.DEVELOPMENT).answering("127.0.0.1")) {
            assertThat(outside.get("http://a.example:" + server.port())).isEqualTo("first1");
            assertThat(server.sawAHangUp()).isTrue();
            assertThat(outside.get("http://a.example:" + server.port())).isEqualTo("first2");
        }
    }

    @Test
    void a_flood_of_hosts_leaves_no_more_idle_connections_than_may_be_kept() {
        KeptConnections kept = new KeptConnections(3, Duration.ofHours(1));
        List<HttpConnection> dismissed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            HttpConnection connection = connection(dismissed);
            kept.begins(connection);
            kept.ends(connection);
        }

        assertThat(dismissed).hasSize(7);
    }

    @Test
    void a_connection_that_is_in_use_is_not_swept_away() {
        KeptConnections kept = new KeptConnections(3, Duration.ZERO);
        List<HttpConnection> dismissed = new ArrayList<>();
        HttpConnection idle = connection(dismissed);
        HttpConnection busy = connection(dismissed);
        kept.begins(idle);
        kept.begins(busy);
        kept.ends(idle);
        kept.sweep();

        assertThat(dismissed).containsExactly(idle);
    }

    /** A connection that notes when it is told to close. */
    private static HttpConnection connection(List<HttpConnection> dismissed) {
        return (HttpConnection) Proxy.newProxyInstance(
                HttpConnection.class.getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "shutdown" -> {
                        dismissed.add((HttpConnection) proxy);
                        yield Future.succeededFuture();
                    }
                    default -> null;
                });
    }
}
