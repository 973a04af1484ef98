package dev.countersign.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes lanes = new Lanes();
    private final EndpointId slow = new EndpointId("whe_slow");
    private final EndpointId quick = new EndpointId("whe_quick");

    @Test
    void an_endpoint_has_so_many_attempts_at_once_and_no_more() {
        for (int i = 0; i < Lanes.WIDE; i++) {
            assertThat(lanes.full()).isEmpty();
            lanes.begin(slow);
        }
        assertThat(lanes.full()).containsExactly(slow);
        assertThat(lanes.room(slow)).isZero();
        assertThat(lanes.room(quick)).isEqualTo(Lanes.WIDE);
    }

    @Test
    void one_that_was_slow_or_failed_has_one_at_a_time_until_it_answers_quickly() {
        for (SendOutcome outcome : new SendOutcome[] {
            new SendOutcome.Taken(200),
            new SendOutcome.NotTaken(Optional.of(500), "status 500", Optional.empty()),
            new SendOutcome.HeldBack(Duration.ofSeconds(15))
        }) {
            lanes.begin(slow);
            lanes.end(slow, outcome, Lanes.SLOW);
            assertThat(lanes.room(slow)).isEqualTo(1);
            lanes.begin(slow);
            assertThat(lanes.full()).containsExactly(slow);
            lanes.end(slow, new SendOutcome.Taken(204), Duration.ofMillis(30));
            assertThat(lanes.room(slow)).isEqualTo(Lanes.WIDE);
        }
    }

    @Test
    void an_attempt_that_was_not_made_leaves_no_trace() {
        lanes.begin(slow);
        lanes.end(slow);
        assertThat(lanes.room(slow)).isEqualTo(Lanes.WIDE);
    }
}
