package dev.countersign.service.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does one thing again and again on a thread of its own, a pause after each time. */
public final class Rounds {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;

    /** Makes one that does nothing yet; {@code name} is its thread's. */
    public Rounds(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread own = new Thread(task, name);
            own.setDaemon(true);
            return own;
        });
    }

    /** Begins. A round that throws is the last one. */
    public void start(Duration pause, Runnable round) {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(round, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins no further round, and waits a little for the one under way. */
    public void stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns whether it was stopped. */
    public boolean stopped() {
        return thread.isShutdown();
    }
}
