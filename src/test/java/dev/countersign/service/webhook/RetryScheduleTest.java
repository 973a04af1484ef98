package dev.countersign.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.Random;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule(new Random());

    @Test
    void waits_grow_as_the_standard_suggests_with_up_to_a_fifth_more() {
        for (int attempt = 1; attempt <= 9; attempt++) {
            Duration wait = RetrySchedule.WAITS.get(attempt - 1);
            assertThat(schedule.delay(attempt, Optional.empty()).orElseThrow())
                    .isBetween(wait, wait.plus(wait.dividedBy(5)));
        }
    }

    @Test
    void the_tenth_attempt_is_the_last() {
        assertThat(schedule.delay(10, Optional.empty())).isEmpty();
        assertThat(schedule.delay(10, Optional.of(Duration.ofSeconds(1)))).isEmpty();
    }

    @Test
    void a_receiver_is_not_asked_before_the_time_it_names_unless_that_is_days_away() {
        assertThat(schedule.delay(1, Optional.of(Duration.ofHours(2)))).contains(Duration.ofHours(2));
        assertThat(schedule.delay(1, Optional.of(Duration.ofDays(365)))).contains(RetrySchedule.LONGEST);
        assertThat(schedule.delay(5, Optional.of(Duration.ofSeconds(1))).orElseThrow())
                .isGreaterThanOrEqualTo(Duration.ofHours(5));
    }
}
