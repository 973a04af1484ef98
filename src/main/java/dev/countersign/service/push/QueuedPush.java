package dev.countersign.service.push;

import java.time.Instant;

/**
 * A message in the outbox.
 *
 * @param id sortable, {@code psh_...}
 * @param body JSON as it will be encrypted
 * @param expiresAt exclusive
 */
public record QueuedPush(
        String id, PhoneId phone, PushMessage.Kind kind, String body, Instant expiresAt, String reference) {
    @Override
    public String toString() {
        return "QueuedPush[" + id + ", " + phone + ", until " + expiresAt + "]";
    }
}
