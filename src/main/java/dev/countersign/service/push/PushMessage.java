package dev.countersign.service.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.time.Instant;

/**
 * What to tell a phone. The body is opaque here and must carry nothing personal: an encrypted push still lies on other
 * people's servers.
 *
 * @param kind whether it rings
 * @param body at most {@value #MAX_BODY_BYTES} bytes of JSON
 * @param expiresAt from this instant on it is not sent any more
 * @param reference the sender's own name for it, told to every {@link DeliveryListener}; a message with the same
 *     reference replaces one that the push service has not delivered yet
 */
public record PushMessage(Kind kind, ObjectNode body, Instant expiresAt, String reference) {
    /**
     * What fits on every platform: FCM and APNs take 4,096 octets of JSON, in which an encrypted message (RFC 8291: 103 octets
     * more) stands in base64url.
     */
    public static final int MAX_BODY_BYTES = 2_800;

    /** What the phone is to do with a message. */
    public enum Kind {
        /** Tell its owner at once. */
        RING,
        /** Take what an earlier message with this reference showed away again, without a sound. */
        TAKE_BACK
    }

    public PushMessage {
        int length = Json.print(body).length;
        if (length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("push body: " + length + " bytes (expected: <= " + MAX_BODY_BYTES + ")");
        }
        body = body.deepCopy();
    }

    /** Returns a message that rings. */
    public static PushMessage ring(ObjectNode body, Instant expiresAt, String reference) {
        return new PushMessage(Kind.RING, body, expiresAt, reference);
    }

    /** Returns a message that takes the one with this reference back. */
    public static PushMessage takeBack(ObjectNode body, Instant expiresAt, String reference) {
        return new PushMessage(Kind.TAKE_BACK, body, expiresAt, reference);
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
