package dev.countersign.service.consent;

import java.util.Locale;

/** A way on which a challenge goes to its customer. */
public enum DeliveryChannel {
    /** A push to one wallet. */
    PUSH,
    /** The inbox of one wallet. */
    INBOX,
    /** A text message with the address of the request's page; it is to no wallet. */
    TEXT_MESSAGE;

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
