package dev.countersign.service.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.service.MovingClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final MovingClock clock = new MovingClock();
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void many_who_ask_at_once_cause_one_fetch() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Remembered<String, Integer> remembered = remembered(key -> {
            fetching.countDown();
            await(release);
            return fetches.incrementAndGet();
        });
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(callers.submit(() -> remembered.get("x")));
            }
            await(fetching);
            release.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void a_fetch_that_breaks_is_not_remembered() {
        Remembered<String, Integer> remembered = remembered(key -> {
            if (fetches.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return fetches.get();
        });

        assertThatIllegalStateException().isThrownBy(() -> remembered.get("x"));
        assertThat(remembered.get("x")).isEqualTo(2);
    }

    @Test
    void a_second_look_fetches_only_what_is_older_than_it_may_be() {
        Remembered<String, Integer> remembered = remembered(key -> fetches.incrementAndGet());
        remembered.get("x");

        assertThat(remembered.fetchedWithin("x", Duration.ofSeconds(30))).isEqualTo(1);
        clock.passes(Duration.ofSeconds(30));
        assertThat(remembered.fetchedWithin("x", Duration.ofSeconds(30))).isEqualTo(2);
    }

    private Remembered<String, Integer> remembered(java.util.function.Function<String, Integer> fetch) {
        return new Remembered<>(10, clock, (value, fetchedAt) -> fetchedAt.plus(Duration.ofMinutes(5)), fetch);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
