package dev.countersign.service.consent;

import java.util.Locale;

/** How far a challenge came on one way. A later one takes the place of an earlier one, never the other way round. */
public enum DeliveryState {
    /** On its way out. */
    QUEUED,
    /** Given up. */
    FAILED,
    /** A push service or a gateway took it. */
    SENT,
    /** The wallet says that it has it. */
    DELIVERED,
    /** The wallet says that its owner sees it. */
    OPENED;

    /** Returns the name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
