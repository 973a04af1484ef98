package dev.countersign.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.samples.bank.StepFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void calls_begin_although_those_before_have_not_ended() throws Exception {
        CountDownLatch allHere = new CountDownLatch(10);

        Figures figures = new OpenLoop(100, SHORT).run(() -> {
            allHere.countDown();
            // Ends only when the tenth has begun.
            allHere.await();
            return new Timings();
        });

        assertThat(figures.successes()).isEqualTo(10);
        assertThat(figures.failures()).isZero();
    }

    @Test
    void a_call_that_fails_is_counted_and_is_no_success() throws Exception {
        Figures figures = new OpenLoop(50, SHORT).run(() -> {
            throw new StepFailure("no");
        });

        assertThat(figures.successes()).isZero();
        assertThat(figures.failures()).isEqualTo(5);
    }

    @Test
    void time_by_which_a_call_began_late_counts_as_service_share() {
        Figures figures = new Figures();

        figures.succeeded(new Timings(), Duration.ofMillis(70).toNanos());

        assertThat(figures.serviceShare(50)).isBetween(Duration.ofMillis(70), Duration.ofMillis(71));
    }

    @Test
    void what_happens_around_a_challenge_is_timed_and_is_not_its_service_share() throws Exception {
        Timings timings = new Timings();

        timings.time(Step.OPEN_INTERACTION, () -> "opened");
        timings.time(Step.CREATE, () -> "created");

        assertThat(timings.nanos()).containsOnlyKeys(Step.OPEN_INTERACTION, Step.CREATE);
        assertThat(timings.serviceShareNanos()).isEqualTo(timings.nanos().get(Step.CREATE));
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new OpenLoop(0, SHORT)).hasMessageContaining("rate");
    }
}
