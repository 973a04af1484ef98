package dev.countersign.service.webhook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a message is on its way to one endpoint. */
public enum DeliveryState {
    /** It will be tried, or tried again. */
    PENDING,
    /** The receiver took it. */
    DELIVERED,
    /** It was given up; it can be replayed. */
    FAILED;

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a state by its name in the API. */
    public static Optional<DeliveryState> of(String wireName) {
        return Arrays.stream(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst();
    }
}
