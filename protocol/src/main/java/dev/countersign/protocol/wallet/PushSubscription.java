package dev.countersign.protocol.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;

/**
 * Where and how a wallet is pushed. Whichever service carries it, the message is encrypted for the wallet alone (RFC 8291).
 * Whether the address may be contacted is for the sender to decide.
 *
 * @param address where; as good as a secret
 * @param p256dh uncompressed P-256 point, 65 bytes, in base64url
 * @param auth authentication secret, 16 bytes, in base64url
 */
public record PushSubscription(Address address, String p256dh, String auth) {
    private static final String WHERE = "Countersign wallet: push subscription";

    /**
     * Where one wallet is pushed.
     *
     * @param value URL of the push resource (Web Push, UnifiedPush) or the token that the platform gave to the app (FCM, APNs)
     */
    public record Address(PushPlatform platform, String value) {
        /** The member of the JSON that holds the value. */
        String member() {
            return byUrl(platform) ? "endpoint" : "token";
        }

        static boolean byUrl(PushPlatform platform) {
            return platform == PushPlatform.WEB_PUSH || platform == PushPlatform.UNIFIED_PUSH;
        }

        @Override
        public String toString() {
            return "Address[" + platform + "]";
        }
    }

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

    /** Returns the subscription of a browser or another receiver of Web Push. */
    public static PushSubscription webPush(URI endpoint, String p256dh, String auth) {
        return new PushSubscription(new Address(PushPlatform.WEB_PUSH, endpoint.toString()), p256dh, auth);
    }

    /**
     * Reads {@code {"platform"?, "endpoint" or "token", "p256dh", "auth"}}; without a platform it is Web Push.
     *
     * @throws MalformedInputException when a member is missing, unknown or of another type or length
     */
    public static PushSubscription parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        PushPlatform platform =
                members.optionalText("platform").map(PushPlatform::parse).orElse(PushPlatform.WEB_PUSH);
        String value;
        if (Address.byUrl(platform)) {
            members.only("platform", "endpoint", "p256dh", "auth");
            value = members.uri("endpoint").toString();
        } else {
            members.only("platform", "token", "p256dh", "auth");
            value = members.text("token");
        }
        return new PushSubscription(new Address(platform, value), members.text("p256dh"), members.text("auth"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (address.platform() != PushPlatform.WEB_PUSH) {
            // What goes without saying is not said: services of earlier versions know no platform.
            json.put("platform", address.platform().wireName());
        }
        return json.put(address.member(), address.value()).put("p256dh", p256dh).put("auth", auth);
    }

    @Override
    public String toString() {
        return "PushSubscription";
    }
}
