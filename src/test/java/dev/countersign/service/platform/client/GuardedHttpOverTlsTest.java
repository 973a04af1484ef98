package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundRefusedException;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The production posture, with hosts that the operator allowed inside. */
@Timeout(60)
class GuardedHttpOverTlsTest {
    private static final Reach LISTED =
            new Reach(Reach.Scope.PUBLIC, new AllowedHosts(Set.of("status.bank.internal", "keys.bank.internal")));

    private final TestAuthority authority = new TestAuthority();

    @Test
    void a_listed_host_is_reached_inside_over_kept_connections() throws Exception {
        try (HostileServer server = server("status.bank.internal");
                Outside outside = outside(LISTED)) {
            for (int i = 0; i < 5; i++) {
                assertThat(outside.get("https://status.bank.internal:" + server.port() + "/" + i))
                        .isEqualTo("hello");
            }
            assertThat(server.connections).hasValueLessThan(5);
        }
    }

    @Test
    void a_host_that_is_not_listed_is_refused_at_the_same_address() throws Exception {
        try (HostileServer server = server("other.bank.internal");
                Outside outside = outside(LISTED)) {
            assertThatThrownBy(() -> outside.get("https://other.bank.internal:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.connections).hasValue(0);
        }
    }

    @Test
    void a_listed_host_is_not_reached_in_the_clear() throws Exception {
        try (HostileServer server = new HostileServer((out, self) -> HostileServer.ok(out, "hello"));
                Outside outside = outside(LISTED)) {
            assertThatThrownBy(() -> outside.get("http://status.bank.internal:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class);
            assertThat(server.connections).hasValue(0);
        }
    }

    @Test
    void a_redirect_from_https_to_http_is_refused() throws Exception {
        try (HostileServer server = new HostileServer(
                        authority.socketsOf("status.bank.internal"),
                        (out, self) ->
                                HostileServer.redirect(out, "http://status.bank.internal:" + self.port() + "/x"));
                Outside outside = outside(LISTED)) {
            assertThatThrownBy(() -> outside.get("https://status.bank.internal:" + server.port()))
                    .isInstanceOf(OutboundRefusedException.class)
                    .hasMessageContaining("redirect");
        }
    }

    @Test
    void a_server_with_the_certificate_of_another_host_is_not_believed_even_while_one_of_its_connections_is_kept()
            throws Exception {
        try (HostileServer server = server("status.bank.internal");
                Outside outside = outside(LISTED)) {
            outside.get("https://status.bank.internal:" + server.port());

            assertThatThrownBy(() -> outside.get("https://keys.bank.internal:" + server.port()))
                    .isInstanceOf(IOException.class);
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void a_certificate_of_an_authority_that_nobody_trusts_is_not_believed() throws Exception {
        try (HostileServer server = new HostileServer(
                        new TestAuthority().socketsOf("status.bank.internal"),
                        (out, self) -> HostileServer.ok(out, "hello"));
                Outside outside = outside(LISTED)) {
            assertThatThrownBy(() -> outside.get("https://status.bank.internal:" + server.port()))
                    .isInstanceOf(IOException.class);
            assertThat(server.heads).isEmpty();
        }
    }

    private HostileServer server(String name) throws Exception {
        return new HostileServer(authority.socketsOf(name), (out, self) -> HostileServer.ok(out, "hello"));
    }

    private Outside outside(Reach reach) throws Exception {
        return new Outside(reach, Wire.options().setTrustOptions(authority.trust())).answering("127.0.0.1");
    }
}
