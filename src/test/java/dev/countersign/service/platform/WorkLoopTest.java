package dev.countersign.service.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkLoopTest {
    private static final int CONCURRENT = 2;

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final WorkLoop loop = new WorkLoop("test", CONCURRENT, this::claim);

    @AfterEach
    void it_stops() throws Exception {
        loop.stop();
    }

    @Test
    void work_is_done_when_the_loop_is_woken() throws Exception {
        CountDownLatch done = new CountDownLatch(5);
        for (int i = 0; i < 5; i++) {
            waiting.add(done::countDown);
        }
        loop.wake();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_that_nobody_told_of_is_found() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        waiting.add(done::countDown);
        loop.start();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void no_more_is_claimed_than_can_be_done_at_once() throws Exception {
        CountDownLatch begun = new CountDownLatch(CONCURRENT);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            waiting.add(() -> {
                begun.countDown();
                awaits(end);
            });
        }
        loop.wake();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        loop.wake();
        assertThat(waiting).hasSize(5 - CONCURRENT);
        assertThat(loop.busy()).isEqualTo(CONCURRENT);
        end.countDown();
    }

    @Test
    void work_that_breaks_off_and_a_source_that_breaks_do_not_end_the_loop() throws Exception {
        CountDownLatch done = new CountDownLatch(CONCURRENT + 1);
        broken.set(2);
        for (int i = 0; i <= CONCURRENT; i++) {
            waiting.add(() -> {
                done.countDown();
                throw new IllegalStateException("broken off by the test");
            });
        }
        loop.start();
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private List<Runnable> claim(int most) {
        if (broken.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("broken by the test");
        }
        List<Runnable> claimed = new ArrayList<>();
        waiting.drainTo(claimed, most);
        return claimed;
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
