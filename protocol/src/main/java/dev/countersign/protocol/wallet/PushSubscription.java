package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;

/**
 * Where and how a wallet is pushed (RFC 8030, RFC 8291). Whether the endpoint may be contacted is for the sender to
 * decide.
 *
 * @param endpoint absolute URI of the push resource; as good as a secret
 * @param p256dh uncompressed P-256 point, 65 bytes, in base64url
 * @param auth authentication secret, 16 bytes, in base64url
 */
public record PushSubscription(URI endpoint, String p256dh, String auth) {
    private static final String WHERE = "RFC 8291 2: push subscription";

    /** Checks alphabet and lengths. */
    public PushSubscription {
        byte[] point = Base64Url.decode(p256dh);
        if (point.length != 65 || point[0] != 4) {
            throw new MalformedInputException(WHERE + ": p256dh (expected: 65 bytes, an uncompressed point)");
        }
        if (Base64Url.decode(auth).length != 16) {
            throw new MalformedInputException(WHERE + ": auth (expected: 16 bytes)");
        }
    }

    /**
     * Reads {@code {"endpoint", "p256dh", "auth"}}.
     *
     * @throws MalformedInputException when a member is missing, unknown or of another type or length
     */
    public static PushSubscription parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE).only("endpoint", "p256dh", "auth");
        return new PushSubscription(members.uri("endpoint"), members.text("p256dh"), members.text("auth"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        return Json.object()
                .put("endpoint", endpoint.toString())
                .put("p256dh", p256dh)
                .put("auth", auth);
    }

    @Override
    public String toString() {
        return "PushSubscription";
    }
}
