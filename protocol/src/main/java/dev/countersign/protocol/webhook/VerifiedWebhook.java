package dev.countersign.protocol.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.time.Instant;

/** A message that the sender made; only {@link WebhookVerifier} makes one. */
public final class VerifiedWebhook {
    private final String id;
    private final Instant sentAt;
    private final byte[] body;

    VerifiedWebhook(String id, Instant sentAt, byte[] body) {
        this.id = id;
        this.sentAt = sentAt;
        this.body = body.clone();
    }

    /** Returns what identifies the message; to be dropped when seen before. */
    public String id() {
        return id;
    }

    /** Returns when this attempt was made. */
    public Instant sentAt() {
        return sentAt;
    }

    /**
     * Returns the body: {@code type}, {@code timestamp}, {@code data}.
     *
     * @throws MalformedInputException when it is no JSON object
     */
    public ObjectNode json() {
        return Json.parseObject(body);
    }

    @Override
    public String toString() {
        return "VerifiedWebhook[" + id + "]";
    }
}
