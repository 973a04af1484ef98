package dev.countersign.service.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * One message's way to one endpoint, as the log has it.
 *
 * @param attempts since it was written down or last replayed
 * @param nextAttemptAt of a pending one; while an attempt is under way, when another node would take it up
 * @param failure how it last failed, in a word or a status
 * @param endedAt when it was delivered or given up
 */
public record Delivery(
        DeliveryId id,
        EndpointId endpoint,
        WebhookMessage message,
        DeliveryState state,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Optional<String> failure,
        Instant createdAt,
        Optional<Instant> endedAt) {
    /** The failure of what happened while an endpoint was disabled. */
    public static final String ENDPOINT_DISABLED = "endpoint disabled";
}
