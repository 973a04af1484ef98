package dev.countersign.service.push;

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
 * Keeps messages moving on this node: a message queued here is tried right after its commit; whatever else is due,
 * from this node or from one that died, is picked up every second.
 *
 * <p>At most {@value #CONCURRENT} attempts run at once, so that slow push services do not use up the node.
 */
@ApplicationScoped
class DeliveryLoop {
    private static final int CONCURRENT = 16;

    /** Longer than any attempt may take, so that a living node never loses a claim. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final PushOutbox outbox;
    private final AttemptDelivery delivery;
    private final Clock clock;
    private final WorkLoop loop = new WorkLoop("push", CONCURRENT, this::claim);

    DeliveryLoop(PushOutbox outbox, AttemptDelivery delivery, Clock clock) {
        this.outbox = outbox;
        this.delivery = delivery;
        this.clock = clock;
    }

    void start(@Observes Startup event) {
        loop.start();
    }

    void stop(@Observes Shutdown event) throws InterruptedException {
        loop.stop();
    }

    void queued(@Observes(during = TransactionPhase.AFTER_SUCCESS) PushQueued queued) {
        loop.wake();
    }

    private List<Runnable> claim(int most) {
        return outbox.claimDue(most, clock.instant(), LEASE).stream()
                .<Runnable>map(claimed -> () -> delivery.attempt(claimed))
                .toList();
    }
}
