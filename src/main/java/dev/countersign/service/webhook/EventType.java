package dev.countersign.service.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What can have happened. The names are the API's. */
public enum EventType {
    CHALLENGE_VERIFIED("challenge.verified"),
    CHALLENGE_DECLINED("challenge.declined"),
    CHALLENGE_REPORTED("challenge.reported"),
    CHALLENGE_REJECTED("challenge.rejected"),
    CHALLENGE_UNDECIDED("challenge.undecided"),
    CHALLENGE_EXPIRED("challenge.expired"),
    CHALLENGE_CANCELLED("challenge.cancelled"),
    INTERACTION_OPENED("interaction.opened"),
    INTERACTION_CLOSED("interaction.closed"),
    /** An endpoint was taken out of service because it did not answer: for those who watch over the others. */
    ENDPOINT_DISABLED("webhook_endpoint.disabled"),
    /** Sent when an administrator asks for it, to any endpoint. */
    ENDPOINT_TEST("webhook_endpoint.test");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in the API. */
    public String wireName() {
        return wireName;
    }

    /** Finds a type by its name in the API. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
