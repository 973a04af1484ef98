package dev.countersign.service.webhook;

import java.time.Instant;

/**
 * One event as it is sent, the same to every endpoint.
 *
 * @param id {@code msg_...}: the header {@code webhook-id}, the same for all attempts
 * @param body JSON; nothing personal
 */
public record WebhookMessage(String id, EventType type, String body, Instant occurredAt) {
    @Override
    public String toString() {
        return "WebhookMessage[" + id + ", " + type.wireName() + "]";
    }
}
