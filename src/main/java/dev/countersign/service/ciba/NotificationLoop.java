package dev.countersign.service.ciba;

import dev.countersign.service.platform.WorkLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sends notifications on this node: one that falls due here right after its commit; whatever else is due, from this node or
 * from one that died, within a second. Nobody who answers is called again.
 */
@ApplicationScoped
class NotificationLoop {
    private static final int CONCURRENT = 8;

    /** 1, 2, 4 ... seconds between attempts: two minutes in all. */
    private static final int MAX_ATTEMPTS = 7;

    /** Longer than any attempt may take, so that a living node never loses a claim. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Notifications notifications;
    private final PrepareNotification prepare;
    private final NotificationSender sender;
    private final Clock clock;
    private final WorkLoop loop = new WorkLoop("ciba", CONCURRENT, this::claim);

    NotificationLoop(Notifications notifications, PrepareNotification prepare, NotificationSender sender, Clock clock) {
        this.notifications = notifications;
        this.prepare = prepare;
        this.sender = sender;
        this.clock = clock;
    }

    void start(@Observes Startup event) {
        loop.start();
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        loop.stop();
    }

    void due(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationDue due) {
        loop.wake();
    }

    private List<Runnable> claim(int most) {
        return notifications.claimDue(most, clock.instant(), LEASE).stream()
                .<Runnable>map(claimed -> () -> attempt(claimed))
                .toList();
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
}
