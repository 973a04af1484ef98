package dev.countersign.bench.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Begins calls at a fixed rate, whatever becomes of those before: callers do not wait for each other. So a slow service is
 * not spared, and no waiting goes uncounted (coordinated omission).
 *
 * @param ratePerSecond calls that begin each second
 * @param duration how long calls begin
 */
record OpenLoop(double ratePerSecond, Duration duration) {
    /** More calls at once mean that the service does not keep up; the run ends. */
    static final int MOST_AT_ONCE = 1_000;

    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);
    private static final double NANOS_PER_SECOND = 1_000_000_000.0;

    /** Checks the rate. */
    OpenLoop {
        if (!(ratePerSecond > 0)) {
            throw new IllegalArgumentException("rate: " + ratePerSecond + " (expected: > 0)");
        }
    }

    /** Runs until the last call has ended. */
    Figures run(Callable<Timings> call) throws InterruptedException {
        ExecutorService callers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "caller");
            thread.setDaemon(true);
            return thread;
        });
        Semaphore places = new Semaphore(MOST_AT_ONCE);
        Figures figures = new Figures();
        long start = System.nanoTime();
        long calls = Math.round(ratePerSecond * duration.toNanos() / NANOS_PER_SECOND);
        for (long i = 0; i < calls; i++) {
            long due = start + (long) (i * NANOS_PER_SECOND / ratePerSecond);
            waitUntil(due);
            if (!places.tryAcquire()) {
                figures.failed("more than " + MOST_AT_ONCE + " calls at once: the service does not keep up");
                break;
            }
            callers.execute(() -> {
                play(call, due, figures);
                places.release();
            });
        }
        callers.shutdown();
        if (!callers.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)) {
            figures.failed("a call did not end within " + LONGEST_CALL);
        }
        return figures;
    }

    private static void play(Callable<Timings> call, long due, Figures figures) {
        long lateNanos = Math.max(0, System.nanoTime() - due);
        try {
            figures.succeeded(call.call(), lateNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            figures.failed("interrupted");
        } catch (Exception e) {
            // Whatever it is, it is a call that failed: it is counted, shown, and ends the program with an error.
            figures.failed(e.toString());
        }
    }

    private static void waitUntil(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }
}
