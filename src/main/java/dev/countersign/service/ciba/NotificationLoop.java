package dev.countersign.service.ciba;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends notifications on this node: one that falls due here right after its commit; whatever else is due, from this node or
 * from one that died, within a second. Nobody who answers is called again.
 */
@ApplicationScoped
class NotificationLoop {
    private static final Logger LOG = Logger.getLogger(NotificationLoop.class);
    private static final int CONCURRENT = 8;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** 1, 2, 4 ... seconds between attempts: two minutes in all. */
    private static final int MAX_ATTEMPTS = 7;

    /** Longer than any attempt may take, so that a living node never loses a claim. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Notifications notifications;
    private final PrepareNotification prepare;
    private final NotificationSender sender;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads("ciba-timer"));
    private final ExecutorService workers = Executors.newFixedThreadPool(CONCURRENT, threads("ciba"));

    NotificationLoop(Notifications notifications, PrepareNotification prepare, NotificationSender sender, Clock clock) {
        this.notifications = notifications;
        this.prepare = prepare;
        this.sender = sender;
        this.clock = clock;
    }

    void start(@Observes Startup event) {
        long millis = POLL.toMillis();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> workers.execute(this::sendDue), millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        timer.shutdownNow();
        timer.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        workers.shutdown();
        if (!workers.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Stopping with CIBA notifications under way; they will be tried again when their leases lapse.");
        }
    }

    void due(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationDue due) {
        if (!workers.isShutdown()) {
            workers.execute(() ->
                    notifications.claim(due.requestId(), clock.instant(), LEASE).ifPresent(this::attempt));
        }
    }

    private void sendDue() {
        // One at a time: the others are for what falls due here meanwhile.
        notifications.claimDue(CONCURRENT, clock.instant(), LEASE).forEach(this::attempt);
    }

    private void attempt(ClaimedNotification claimed) {
        NotificationAttempt outcome =
                prepare.prepare(claimed.requestId()).map(sender::send).orElse(NotificationAttempt.REFUSED);
        if (outcome == NotificationAttempt.UNREACHABLE && claimed.attempts() < MAX_ATTEMPTS) {
            Duration pause = Duration.ofSeconds(1L << (claimed.attempts() - 1));
            notifications.postpone(claimed, clock.instant().plus(pause));
        } else {
            notifications.done(claimed, clock.instant(), outcome);
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            // What broke is ours (the database, mostly). The claim lapses and it is tried again.
            thread.setUncaughtExceptionHandler((dead, broke) -> LOG.error("A CIBA notification broke off.", broke));
            return thread;
        };
    }
}
