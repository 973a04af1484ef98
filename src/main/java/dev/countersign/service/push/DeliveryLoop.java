package dev.countersign.service.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Keeps messages moving on this node: a message queued here is tried right after its commit; whatever else is due,
 * from this node or from one that died, is picked up every second.
 *
 * <p>At most {@value #CONCURRENT} attempts run at once, so that slow push services do not use up the node.
 */
@ApplicationScoped
class DeliveryLoop {
    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
    private static final int CONCURRENT = 16;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Longer than any attempt may take, so that a living node never loses a claim. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final PushOutbox outbox;
    private final AttemptDelivery delivery;
    private final Clock clock;
    private final Semaphore free = new Semaphore(CONCURRENT);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("push-timer"));
    // One more than attempts: the thread that claims.
    private final ExecutorService workers = Executors.newFixedThreadPool(CONCURRENT + 1, threads("push"));

    DeliveryLoop(PushOutbox outbox, AttemptDelivery delivery, Clock clock) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.clock = clock;
    }

    void start(@Observes Startup event) {
        long millis = POLL.toMillis();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> workers.execute(this::claimDue), millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        timer.shutdownNow();
        timer.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        workers.shutdown();
        if (!workers.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Stopping with pushes under way; they will be tried again when their leases lapse.");
        }
    }

    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) PushQueued queued) {
        // Nobody free: the message is due, so the next round takes it.
        if (!workers.isShutdown() && free.tryAcquire()) {
            workers.execute(() -> {
                try {
                    outbox.claim(queued.id(), clock.instant(), LEASE).ifPresent(delivery::attempt);
                } finally {
                    free.release();
                }
            });
        }
    }

    private void claimDue() {
        int permits = free.drainPermits();
        if (permits == 0) {
            return;
        }
        int unused = permits;
        try {
            List<ClaimedPush> due = outbox.claimDue(permits, clock.instant(), LEASE);
            for (ClaimedPush claimed : due) {
                unused--;
                workers.execute(() -> {
                    try {
                        delivery.attempt(claimed);
                    } finally {
                        free.release();
                    }
                });
            }
        } finally {
            free.release(unused);
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            // What broke is ours (the database, mostly). The claim lapses and the message is tried again.
            thread.setUncaughtExceptionHandler((dead, broke) -> LOG.error("A push attempt broke off.", broke));
            return thread;
        };
    }
}
