package dev.countersign.service.webhook;

import java.time.Instant;

/**
 * A delivery that this node may attempt until its lease ends.
 *
 * @param lease names the claim; whoever claims the delivery later has another one
 * @param attempts how often it has been claimed, this time included; at least 1
 * @param since when it was written down or last replayed
 */
public record ClaimedDelivery(
        DeliveryId id, EndpointId endpoint, WebhookMessage message, String lease, int attempts, Instant since) {
    @Override
    public String toString() {
        return "ClaimedDelivery[" + id + ", attempt " + attempts + "]";
    }
}
