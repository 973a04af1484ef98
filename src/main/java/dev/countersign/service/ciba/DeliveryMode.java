package dev.countersign.service.ciba;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a client learns of the outcome (OpenID CIBA Core 1.0 section 5). */
public enum DeliveryMode {
    /** It asks the token endpoint again and again. */
    POLL,
    /** It is told that there is an outcome, and asks the token endpoint. */
    PING,
    /** The outcome is sent to it. */
    PUSH;

    /** Returns the name as it stands in metadata, as in {@code poll}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the mode of this name. */
    public static Optional<DeliveryMode> of(String wireName) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(wireName))
                .findFirst();
    }

    /** Returns whether the client has an endpoint that we call. */
    public boolean notifies() {
        return this != POLL;
    }
}
