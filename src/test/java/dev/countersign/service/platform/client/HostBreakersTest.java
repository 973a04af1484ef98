package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.MovingClock;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostBreakersTest {
    private final MovingClock clock = new MovingClock();
    private final HostBreakers breakers = new HostBreakers(clock);
    private final ScriptedNetwork network = new ScriptedNetwork();
    private final OutboundHttp http = new BreakingHttp(Outside.PRODUCTION, breakers, network);

    @Test
    void a_host_that_keeps_failing_is_left_alone_and_callers_learn_at_once_when_to_come_back() {
        network.failure = new SocketTimeoutException("slow");
        fails(HostBreaker.FEWEST);
        int sent = network.sent.get();

        clock.passes(Duration.ofSeconds(5));
        assertThatThrownBy(() -> get("https://dead.example/other/path"))
                .isInstanceOfSatisfying(OutboundUnavailableException.class, held -> assertThat(held.retryAfter())
                        .isEqualTo(Duration.ofSeconds(10)));
        assertThat(network.sent).hasValue(sent);
        assertThat(breakers.open()).isEqualTo(1);
        clock.passes(Duration.ofSeconds(10));
        assertThat(breakers.open()).isZero();
    }

    @Test
    void another_host_and_another_port_are_not_held_back() {
        network.failure = new IOException("down");
        fails(HostBreaker.FEWEST);
        network.failure = null;

        assertThatCode(() -> get("https://alive.example/")).doesNotThrowAnyException();
        assertThatCode(() -> get("https://dead.example:8443/")).doesNotThrowAnyException();
        assertThatThrownBy(() -> get("https://DEAD.example:443/")).isInstanceOf(OutboundUnavailableException.class);
    }

    @Test
    void after_a_pause_one_request_tries_and_its_success_lets_all_through() throws IOException {
        network.failure = new IOException("down");
        fails(HostBreaker.FEWEST);
        clock.passes(HostBreaker.PAUSE);
        network.failure = null;

        // While the trial is on its way, everybody else is held back.
        network.meanwhile = () ->
                assertThatThrownBy(() -> get("https://dead.example/")).isInstanceOf(OutboundUnavailableException.class);
        get("https://dead.example/");
        network.meanwhile = () -> {};

        get("https://dead.example/");
        assertThat(breakers.open()).isZero();
    }

    @Test
    void a_trial_that_fails_begins_another_pause() {
        network.failure = new IOException("down");
        fails(HostBreaker.FEWEST);
        clock.passes(HostBreaker.PAUSE);
        fails(1);

        clock.passes(HostBreaker.PAUSE.minusSeconds(1));
        assertThatThrownBy(() -> get("https://dead.example/")).isInstanceOf(OutboundUnavailableException.class);
    }

    @Test
    void a_trial_that_tells_nothing_leaves_the_next_one_free_to_try() throws IOException {
        network.failure = new IOException("down");
        fails(HostBreaker.FEWEST);
        clock.passes(HostBreaker.PAUSE);

        network.failure = new OutboundRefusedException("body");
        assertThatThrownBy(() -> get("https://dead.example/")).isInstanceOf(OutboundRefusedException.class);
        network.failure = null;
        get("https://dead.example/");
    }

    @Test
    void refused_addresses_and_answers_do_not_shut_a_host_out() throws IOException {
        network.failure = new OutboundRefusedException("address: inside");
        for (int i = 0; i < 5 * HostBreaker.WINDOW; i++) {
            assertThatThrownBy(() -> get("https://innocent.example/")).isInstanceOf(OutboundRefusedException.class);
        }
        network.failure = new InterruptedIOException("we stop");
        for (int i = 0; i < 5 * HostBreaker.WINDOW; i++) {
            assertThatThrownBy(() -> get("https://innocent.example/")).isInstanceOf(InterruptedIOException.class);
        }
        network.failure = null;
        get("https://innocent.example/");
    }

    @Test
    void one_tenant_whose_address_answers_500_does_not_shut_out_the_others_of_its_host() throws IOException {
        network.status = 500;
        for (int i = 0; i < 5 * HostBreaker.WINDOW; i++) {
            get("https://hosting.example/attacker");
        }
        network.status = 200;
        get("https://hosting.example/neighbour");
    }

    @Test
    void refused_uris_are_refused_and_not_remembered() {
        for (String uri : List.of("http://a.example/", "https:///x", "https://0177.0.0.1/", "mailto:a@a.example")) {
            assertThatThrownBy(() -> get(uri)).isInstanceOf(OutboundRefusedException.class);
        }
        assertThat(breakers.size()).isZero();
        assertThat(network.sent).hasValue(0);
    }

    @Test
    void a_flood_of_hosts_does_not_fill_the_memory() throws IOException {
        for (int i = 0; i < 3 * HostBreakers.MOST_HOSTS; i++) {
            get("https://h" + i + ".attacker.example/");
        }
        assertThat(breakers.size()).isLessThanOrEqualTo(HostBreakers.MOST_HOSTS);
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> get("https://dead.example/")).isSameAs(network.failure);
        }
    }

    private void get(String uri) throws IOException {
        http.get(URI.create(uri), Outside.LIMITS);
    }

    /** A network that fails, or answers, as the test says. */
    private static final class ScriptedNetwork implements OutboundHttp {
        private final AtomicInteger sent = new AtomicInteger();
        private @Nullable IOException failure;
        private int status = 200;
        private Runnable meanwhile = () -> {};

        @Override
        public Reply send(Request request, Limits limits) throws IOException {
            sent.incrementAndGet();
            meanwhile.run();
            if (failure != null) {
                throw failure;
            }
            return new Reply(status, Map.of(), new byte[0]);
        }
    }
}
