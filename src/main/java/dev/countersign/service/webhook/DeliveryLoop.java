package dev.countersign.service.webhook;

import dev.countersign.service.platform.WorkLoop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Keeps webhooks moving on this node: what is written down here is tried right after its commit, whatever else is due, from
 * this node or from one that died, within a second. Endpoints take turns.
 */
@ApplicationScoped
class DeliveryLoop {
    private static final int CONCURRENT = 64;

    /** Longer than any attempt may take, so that a living node never loses a claim. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final WebhookOutbox outbox;
    private final AttemptDelivery delivery;
    private final Clock clock;
    private final Lanes lanes = new Lanes();
    private final WorkLoop loop = new WorkLoop("webhook", CONCURRENT, this::claim);
    private int turn;

    DeliveryLoop(WebhookOutbox outbox, AttemptDelivery delivery, Clock clock) {
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

    void written(@Observes(during = TransactionPhase.AFTER_SUCCESS) EventWritten event) {
        loop.wake();
    }

    /** Called by one thread only. */
    private List<Runnable> claim(int most) {
        List<EndpointId> due = new ArrayList<>(outbox.due(clock.instant(), lanes.full()));
        // Where there is not room for all, another one begins each time.
        Collections.rotate(due, turn++ % Math.max(1, due.size()));
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < due.size() && work.size() < most; i++) {
            EndpointId endpoint = due.get(i);
            int share = Math.max(1, (most - work.size()) / (due.size() - i));
            int wanted = Math.min(share, lanes.room(endpoint));
            for (ClaimedDelivery claimed : outbox.claim(endpoint, wanted, clock.instant(), LEASE)) {
                lanes.begin(endpoint);
                work.add(() -> attempt(claimed));
            }
        }
        return work;
    }

    private void attempt(ClaimedDelivery claimed) {
        long start = System.nanoTime();
        Optional<SendOutcome> outcome = Optional.empty();
        try {
            outcome = delivery.attempt(claimed);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            outcome.ifPresentOrElse(
                    ended -> lanes.end(claimed.endpoint(), ended, took), () -> lanes.end(claimed.endpoint()));
        }
    }
}
