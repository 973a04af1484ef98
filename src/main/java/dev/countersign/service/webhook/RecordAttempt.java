package dev.countersign.service.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Records how an attempt ended, by compare-and-set on the claim: if the lease lapsed and another node took over, that node
 * records and this one says nothing.
 */
@ApplicationScoped
class RecordAttempt {
    private final WebhookOutbox outbox;
    private final WebhookEndpoints endpoints;
    private final DisableEndpoint disable;
    private final RetrySchedule schedule;
    private final Clock clock;

    RecordAttempt(
            WebhookOutbox outbox,
            WebhookEndpoints endpoints,
            DisableEndpoint disable,
            RetrySchedule schedule,
            Clock clock) {
        this.outbox = outbox;
        this.endpoints = endpoints;
        this.disable = disable;
        this.schedule = schedule;
        this.clock = clock;
    }

    @Transactional
    void taken(ClaimedDelivery claimed, DeliveryAttempt attempt) {
        if (outbox.delivered(claimed, clock.instant())) {
            outbox.note(claimed, attempt);
        }
    }

    @Transactional
    void gone(ClaimedDelivery claimed, DeliveryAttempt attempt) {
        if (outbox.failed(claimed, clock.instant(), failure(attempt))) {
            outbox.note(claimed, attempt);
            disable.disable(
                    claimed.endpoint(), EndpointState.Reason.GONE, "The receiver answered 410: it wants no more.");
        }
    }

    @Transactional
    void notTaken(ClaimedDelivery claimed, DeliveryAttempt attempt, Optional<Duration> retryAfter) {
        Instant now = clock.instant();
        Optional<Instant> next = schedule.delay(claimed.attempts(), retryAfter).map(now::plus);
        boolean held = next.isPresent()
                ? outbox.postpone(claimed, next.get(), failure(attempt))
                : outbox.failed(claimed, now, failure(attempt));
        if (!held) {
            return;
        }
        outbox.note(claimed, attempt);
        // Whoever asks for patience gets it for every message, not only for this one.
        retryAfter.map(RetrySchedule::bounded).ifPresent(wait -> endpoints.pause(claimed.endpoint(), now.plus(wait)));
        if (next.isEmpty() && !outbox.tookAny(claimed.endpoint(), claimed.since())) {
            disable.disable(
                    claimed.endpoint(),
                    EndpointState.Reason.FAILING,
                    "Attempt " + claimed.attempts() + " of " + claimed.message().id() + " was the last: "
                            + failure(attempt) + ".");
        }
    }

    @Transactional
    void heldBack(ClaimedDelivery claimed, Duration retryAfter) {
        Instant next = clock.instant().plus(retryAfter);
        outbox.unclaim(claimed, next);
        endpoints.pause(claimed.endpoint(), next);
    }

    @Transactional
    void disabled(ClaimedDelivery claimed) {
        outbox.failed(claimed, clock.instant(), Delivery.ENDPOINT_DISABLED);
    }

    private static String failure(DeliveryAttempt attempt) {
        return attempt.failure().orElseThrow();
    }
}
