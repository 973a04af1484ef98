package dev.countersign.service.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * Records how an attempt ended, by compare-and-set on the claim: if the lease lapsed and another node took over, that
 * node records and this one says nothing.
 */
@ApplicationScoped
class RecordDelivery {
    private final PushOutbox outbox;
    private final PhoneSubscriptions subscriptions;
    private final Instance<DeliveryListener> listeners;
    private final Clock clock;

    RecordDelivery(
            PushOutbox outbox, PhoneSubscriptions subscriptions, Instance<DeliveryListener> listeners, Clock clock) {
        this.outbox = outbox;
        this.subscriptions = subscriptions;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Transactional
    void sent(ClaimedPush claimed) {
        if (outbox.remove(claimed)) {
            tell(claimed, new DeliveryReport.Sent(claimed.message().phone(), clock.instant()));
        }
    }

    @Transactional
    void failed(ClaimedPush claimed, DeliveryFailure failure) {
        if (outbox.remove(claimed)) {
            tell(claimed, new DeliveryReport.Failed(claimed.message().phone(), clock.instant(), failure));
        }
    }

    @Transactional
    void gone(ClaimedPush claimed, PushAddress address) {
        subscriptions.removeIfStill(claimed.message().phone(), address);
        failed(claimed, DeliveryFailure.SUBSCRIPTION_GONE);
    }

    @Transactional
    void postponed(ClaimedPush claimed, Instant nextAttempt) {
        outbox.postpone(claimed, nextAttempt);
    }

    private void tell(ClaimedPush claimed, DeliveryReport report) {
        if (claimed.message().kind() == PushMessage.Kind.TAKE_BACK) {
            // About the message that it takes back, everything was told.
            return;
        }
        listeners.forEach(listener -> listener.onDelivery(claimed.message().reference(), report));
    }
}
