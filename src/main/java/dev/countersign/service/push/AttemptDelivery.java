package dev.countersign.service.push;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Makes one attempt to hand over a claimed message, and has the outcome recorded. The network is used in between. */
@ApplicationScoped
class AttemptDelivery {
    private final PhoneSubscriptions subscriptions;
    private final PushSenders senders;
    private final RetrySchedule schedule;
    private final RecordDelivery record;
    private final Clock clock;

    AttemptDelivery(
            PhoneSubscriptions subscriptions,
            PushSenders senders,
            RetrySchedule schedule,
            RecordDelivery record,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.senders = senders;
        this.schedule = schedule;
        this.record = record;
        this.clock = clock;
    }

    void attempt(ClaimedPush claimed) {
        if (!clock.instant().isBefore(claimed.message().expiresAt())) {
            record.failed(claimed, DeliveryFailure.EXPIRED);
            return;
        }
        Optional<PushSubscription> subscription =
                subscriptions.find(claimed.message().phone());
        if (subscription.isEmpty()) {
            record.failed(claimed, DeliveryFailure.NOT_SUBSCRIBED);
            return;
        }
        record(claimed, subscription.get(), senders.push(subscription.get(), claimed));
    }

    private void record(ClaimedPush claimed, PushSubscription subscription, PushAttempt attempt) {
        if (attempt instanceof PushAttempt.Accepted) {
            record.sent(claimed);
        } else if (attempt instanceof PushAttempt.Gone) {
            record.gone(claimed, subscription.address());
        } else if (attempt instanceof PushAttempt.Refused) {
            record.failed(claimed, DeliveryFailure.REFUSED);
        } else if (attempt instanceof PushAttempt.NotAllowed) {
            record.failed(claimed, DeliveryFailure.NOT_ALLOWED);
        } else if (attempt instanceof PushAttempt.NotNow notNow) {
            postpone(claimed, notNow);
        }
    }

    private void postpone(ClaimedPush claimed, PushAttempt.NotNow notNow) {
        Instant next = clock.instant().plus(schedule.delay(claimed.attempts(), notNow.retryAfter()));
        if (next.isBefore(claimed.message().expiresAt())) {
            record.postponed(claimed, next);
        } else {
            // Known now, so told now: the agent need not wait for the deadline to learn that no push will come.
            record.failed(claimed, DeliveryFailure.EXPIRED);
        }
    }
}
