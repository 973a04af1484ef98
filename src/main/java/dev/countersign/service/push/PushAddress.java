package dev.countersign.service.push;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.platform.PublicUrl;

/** Where a phone is pushed, on one of the platforms. A capability: it does not show itself in logs. */
public sealed interface PushAddress permits PushEndpoint, DeviceToken {

    /**
     * Reads what a wallet named.
     *
     * @param publicUrl tells whether this is development
     * @throws MalformedInputException when it is no address on this platform
     */
    static PushAddress parse(PushPlatform platform, String value, PublicUrl publicUrl) {
        return switch (platform) {
            case WEB_PUSH -> PushEndpoint.parse(value, publicUrl);
            case UNIFIED_PUSH -> PushEndpoint.parse(value, publicUrl).ofUnifiedPush();
            case FCM, APNS -> new DeviceToken(platform, value);
        };
    }

    /** Returns an address that was parsed before it was stored. */
    static PushAddress stored(PushPlatform platform, String value) {
        return switch (platform) {
            case WEB_PUSH, UNIFIED_PUSH -> PushEndpoint.stored(platform, value);
            case FCM, APNS -> new DeviceToken(platform, value);
        };
    }

    /** Returns by whose service it is reached. */
    PushPlatform platform();

    /** Returns what is stored. */
    String value();

    /** Returns who runs the service, as far as a log may tell. */
    String operator();
}
