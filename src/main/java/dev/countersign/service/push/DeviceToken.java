package dev.countersign.service.push;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.PushPlatform;
import java.util.regex.Pattern;

/**
 * What a platform calls one app on one device: an FCM registration token, or an APNs device token in hexadecimal.
 *
 * @param value at most 1,000 characters of the platform's own alphabet
 */
public record DeviceToken(PushPlatform platform, String value) implements PushAddress {
    private static final Pattern FCM = Pattern.compile("[A-Za-z0-9_:.%-]{16,1000}");

    /** Becomes a part of a path. */
    private static final Pattern APNS = Pattern.compile("(?:[0-9a-fA-F]{2}){16,500}");

    /** Checks the alphabet. */
    public DeviceToken {
        Pattern form =
                switch (platform) {
                    case FCM -> FCM;
                    case APNS -> APNS;
                    case WEB_PUSH, UNIFIED_PUSH ->
                        throw new IllegalArgumentException("platform: " + platform + " (expected: fcm or apns)");
                };
        if (!form.matcher(value).matches()) {
            throw new MalformedInputException(
                    "Countersign wallet: token (expected: one of " + platform.wireName() + ")");
        }
    }

    @Override
    public String operator() {
        return platform.wireName();
    }

    @Override
    public String toString() {
        return "DeviceToken[" + platform + "]";
    }
}
