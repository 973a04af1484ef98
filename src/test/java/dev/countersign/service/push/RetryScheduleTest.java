package dev.countersign.service.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.service.platform.Random;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule(new Random());

    @Test
    void the_delay_doubles_from_one_second_up_to_half_a_minute_less_a_random_share_of_up_to_a_half() {
        long[] fullSeconds = {1, 2, 4, 8, 16, 30, 30};
        for (int attempts = 1; attempts <= fullSeconds.length; attempts++) {
            Duration full = Duration.ofSeconds(fullSeconds[attempts - 1]);
            for (int i = 0; i < 50; i++) {
                assertThat(schedule.delay(attempts, Optional.empty())).isBetween(full.dividedBy(2), full);
            }
        }
        assertThat(schedule.delay(Integer.MAX_VALUE, Optional.empty())).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void phones_that_failed_together_do_not_come_back_together() {
        Set<Duration> delays = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            delays.add(schedule.delay(5, Optional.empty()));
        }
        assertThat(delays).hasSizeGreaterThan(25);
    }

    @Test
    void what_the_push_service_asks_for_is_never_undercut() {
        assertThat(schedule.delay(1, Optional.of(Duration.ofSeconds(90)))).isEqualTo(Duration.ofSeconds(90));
        assertThat(schedule.delay(6, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
