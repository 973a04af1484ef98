package dev.countersign.service.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Keeps durable work moving on this node: claims what is due when it is woken, when a piece of work has ended, and every
 * second, for whatever a node that died has left. One thread claims, others work, so many at once.
 *
 * <p>Work that breaks off is logged; that it is claimed again is its source's promise.
 */
public final class WorkLoop {
    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Where work waits. */
    @FunctionalInterface
    public interface Source {
        /** Claims what is due and returns it, at most so much. Claims lapse by themselves. */
        List<? extends Runnable> claim(int most);
    }

    private final String name;
    private final int concurrent;
    private final Source source;
    private final Semaphore free;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService claimer;
    private final ExecutorService workers;

    /**
     * Makes one that does nothing yet.
     *
     * @param name of its threads
     * @param concurrent pieces of work at once
     */
    public WorkLoop(String name, int concurrent, Source source) {
        this.name = name;
        this.concurrent = concurrent;
        this.source = source;
        this.free = new Semaphore(concurrent);
        this.claimer = Executors.newSingleThreadScheduledExecutor(threads(name + "-claimer"));
        this.workers = Executors.newFixedThreadPool(concurrent, threads(name));
    }

    /** Begins. */
    public void start() {
        long millis = POLL.toMillis();
        ScheduledFuture<?> unused = claimer.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Says that something may be due. Returns at once; many calls are one. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                claimer.execute(this::round);
            } catch (RejectedExecutionException e) {
                // This node stops; another one finds the work.
                woken.set(true);
            }
        }
    }

    /** Claims nothing more, and waits a little for what is under way. */
    public void stop() throws InterruptedException {
        claimer.shutdownNow();
        claimer.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        workers.shutdown();
        if (!workers.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.infof("Stopping with work of %s under way; it is taken up again when its claims lapse.", name);
        }
    }

    /** Returns how many pieces of work are under way. */
    public int busy() {
        return concurrent - free.availablePermits();
    }

    private void round() {
        woken.set(false);
        int permits = free.drainPermits();
        int unused = permits;
        try {
            for (Runnable work : permits == 0 ? List.<Runnable>of() : source.claim(permits)) {
                workers.execute(() -> run(work));
                unused--;
            }
        } catch (RuntimeException e) {
            // A round that broke must not be the last one: the database may be back for the next.
            LOG.errorf(e, "A round of %s broke off.", name);
        } finally {
            free.release(unused);
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            free.release();
            wake();
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, broke) -> LOG.errorf(broke, "Work of %s broke off.", name));
            return thread;
        };
    }
}
