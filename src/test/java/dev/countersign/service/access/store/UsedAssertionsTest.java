package dev.countersign.service.access.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UsedAssertionsTest {
    @Inject
    PostgresMachineClients clients;

    /** Clocks differ: an assertion is still accepted a minute after it expired, so its copy must be known as long. */
    @Test
    void a_used_assertion_that_has_just_expired_is_not_forgotten_and_its_replay_is_refused() {
        String client = "mch_" + UUID.randomUUID();
        Instant expired = Instant.now().minus(Duration.ofSeconds(30));
        assertThat(clients.use(client, "jti", expired)).isTrue();

        clients.prune();

        assertThat(clients.use(client, "jti", expired)).isFalse();
    }

    @Test
    void an_assertion_that_nobody_would_accept_any_more_is_forgotten() {
        String client = "mch_" + UUID.randomUUID();
        Instant expired = Instant.now().minus(Duration.ofDays(1));
        clients.use(client, "jti", expired);

        clients.prune();

        assertThat(clients.use(client, "jti", expired)).isTrue();
    }
}
