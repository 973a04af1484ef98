package dev.countersign.protocol.wallet;

import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;

/** By whose service a wallet is pushed. */
public enum PushPlatform {
    /** A browser's push service (RFC 8030). */
    WEB_PUSH,
    /** A distributor of the customer's own choice (UnifiedPush), by the same messages. */
    UNIFIED_PUSH,
    /** Firebase Cloud Messaging. */
    FCM,
    /** The Apple Push Notification service. */
    APNS;

    /** Returns the name as it stands in JSON, as in {@code web_push}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name as it stands in JSON.
     *
     * @throws MalformedInputException when there is no such name
     */
    public static PushPlatform parse(String wireName) {
        for (PushPlatform platform : values()) {
            if (platform.wireName().equals(wireName)) {
                return platform;
            }
        }
        throw new MalformedInputException(
                "Countersign wallet: platform (expected: web_push, unified_push, fcm or apns)");
    }
}
