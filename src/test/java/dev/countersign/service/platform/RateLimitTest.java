package dev.countersign.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.service.MovingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final MovingClock clock = new MovingClock();
    private final RateLimit<String> limit = new RateLimit<>(3, clock);

    @Test
    void what_is_left_is_taken_and_then_there_is_a_wait() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isEmpty();
        }

        assertThat(limit.take("a")).contains(Duration.ofSeconds(20));
        clock.passes(Duration.ofSeconds(20));
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void nobody_pays_for_another() {
        for (int i = 0; i < 4; i++) {
            limit.take("a");
        }

        assertThat(limit.take("b")).isEmpty();
    }

    @Test
    void silence_saves_up_for_one_minute_and_no_longer() {
        limit.take("a");
        clock.passes(Duration.ofDays(1));

        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isEmpty();
        }
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit<String>(0, clock));
    }
}
