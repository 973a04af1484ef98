package dev.countersign.service.webhook;

import dev.countersign.protocol.webhook.WebhookSigningKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs what an endpoint is sent.
 *
 * @param id {@code whk_...}
 * @param endsAt when it signs no more, exclusive; empty for the one in force
 */
public record EndpointKey(String id, WebhookSigningKey key, Instant madeAt, Optional<Instant> endsAt) {
    /** Returns whether it signs at this time. */
    public boolean signsAt(Instant now) {
        return endsAt.map(now::isBefore).orElse(true);
    }
}
