package dev.countersign.service.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundRefusedException;
import dev.countersign.service.platform.OutboundUnavailableException;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredHttpTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void an_answer_is_counted_with_its_bytes() throws IOException {
        new MeasuredHttp(registry, answering(Optional.empty())).get(URI.create("https://a.example/"), Outside.LIMITS);

        assertThat(count("answered")).isEqualTo(1);
        assertThat(registry.get(MeasuredHttp.RECEIVED)
                        .tag("use", "did_document")
                        .summary()
                        .totalAmount())
                .isEqualTo(7);
    }

    @Test
    void each_way_to_fail_is_counted_as_what_it_is() {
        fails(new OutboundRefusedException("x"), "refused");
        fails(new SocketTimeoutException("x"), "timed_out");
        fails(new OutboundUnavailableException(Duration.ofSeconds(1)), "held_back");
        fails(new IOException("x"), "unreachable");
    }

    @Test
    void a_flood_of_hosts_does_not_fill_the_metrics() throws IOException {
        OutboundHttp http = new MeasuredHttp(registry, answering(Optional.empty()));
        for (int i = 0; i < 100; i++) {
            http.get(URI.create("https://h" + i + ".attacker.example/p" + i), Outside.LIMITS);
        }

        assertThat(registry.getMeters()).hasSize(2).allSatisfy(meter -> assertThat(
                        meter.getId().getTags())
                .extracting(Tag::getKey)
                .isSubsetOf("use", "outcome"));
    }

    private void fails(IOException failure, String outcome) {
        OutboundHttp http = new MeasuredHttp(registry, answering(Optional.of(failure)));
        assertThatThrownBy(() -> http.get(URI.create("https://a.example/"), Outside.LIMITS))
                .isSameAs(failure);
        assertThat(count(outcome)).isEqualTo(1);
    }

    private long count(String outcome) {
        return registry.get(MeasuredHttp.REQUESTS)
                .tag("outcome", outcome)
                .tag("use", "did_document")
                .timer()
                .count();
    }

    private static OutboundHttp answering(Optional<IOException> failure) {
        return (request, limits) -> {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return new OutboundHttp.Reply(200, Map.of(), new byte[7]);
        };
    }
}
