package dev.countersign.service.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.time.Instant;

/**
 * What to tell a phone. The body is opaque here and must carry nothing personal: an encrypted push still lies on other
 * people's servers.
 *
 * @param body at most {@value #MAX_BODY_BYTES} bytes of JSON
 * @param expiresAt from this instant on it is not sent any more
 * @param reference the sender's own name for it, told to every {@link DeliveryListener}; a message with the same
 *     reference replaces one that the push service has not delivered yet
 */
public record PushMessage(ObjectNode body, Instant expiresAt, String reference) {
    /** RFC 8291 section 4: what fits into a body of 4,096 octets. */
    public static final int MAX_BODY_BYTES = 3_993;

    public PushMessage {
        int length = Json.print(body).length;
        if (length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "RFC 8291 4: body: " + length + " bytes (expected: <= " + MAX_BODY_BYTES + ")");
        }
        body = body.deepCopy();
    }

    @Override
    public ObjectNode body() {
        return body.deepCopy();
    }

    @Override
    public String toString() {
        return "PushMessage[" + reference + ", until " + expiresAt + "]";
    }
}
