package dev.countersign.service.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes one attempt to hand over a claimed message, and has the outcome recorded. The network is used in between. */
@ApplicationScoped
class AttemptDelivery {
    private final Addresses addresses;
    private final WebhookSender sender;
    private final RecordAttempt record;
    private final Clock clock;

    AttemptDelivery(Addresses addresses, WebhookSender sender, RecordAttempt record, Clock clock) {
        this.addresses = addresses;
        this.sender = sender;
        this.record = record;
        this.clock = clock;
    }

    /** Where a message goes, and who signs it. */
    record Address(EndpointUrl url, List<EndpointKey> keys) {}

    /** Looks an endpoint up as it is now: a message that waited for days is signed with the keys of today. */
    @ApplicationScoped
    static class Addresses {
        private final WebhookEndpoints endpoints;

        Addresses(WebhookEndpoints endpoints) {
            this.endpoints = endpoints;
        }

        @Transactional
        Optional<Address> of(EndpointId id, Instant now) {
            return endpoints
                    .find(id)
                    .filter(WebhookEndpoint::enabled)
                    .map(endpoint -> new Address(endpoint.url(), endpoints.keys(id, now)));
        }
    }

    /** Returns how it ended; empty when the endpoint was disabled or removed in the meantime. */
    Optional<SendOutcome> attempt(ClaimedDelivery claimed) {
        Instant start = clock.instant();
        Optional<Address> address = addresses.of(claimed.endpoint(), start);
        if (address.isEmpty()) {
            record.disabled(claimed);
            return Optional.empty();
        }
        SendOutcome outcome = sender.send(
                address.get().url(), claimed.message(), address.get().keys());
        Duration took = Duration.between(start, clock.instant());
        if (outcome instanceof SendOutcome.Taken taken) {
            record.taken(claimed, new DeliveryAttempt(start, Optional.of(taken.status()), Optional.empty(), took));
        } else if (outcome instanceof SendOutcome.Gone) {
            record.gone(
                    claimed,
                    new DeliveryAttempt(start, Optional.of(SendOutcome.Gone.STATUS), Optional.of("gone"), took));
        } else if (outcome instanceof SendOutcome.NotTaken not) {
            DeliveryAttempt attempt = new DeliveryAttempt(start, not.status(), Optional.of(not.failure()), took);
            record.notTaken(claimed, attempt, not.retryAfter());
        } else if (outcome instanceof SendOutcome.HeldBack held) {
            record.heldBack(claimed, held.retryAfter());
        }
        return Optional.of(outcome);
    }
}
