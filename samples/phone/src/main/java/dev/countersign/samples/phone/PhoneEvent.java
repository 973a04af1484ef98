package dev.countersign.samples.phone;

import java.time.Instant;

/**
 * Something that happened on the phone; for timelines.
 *
 * @param about the challenge where it is known, else empty
 */
public record PhoneEvent(Kind kind, Instant at, String about) {
    /** What happened. */
    public enum Kind {
        /** A request came by Web Push. */
        PUSHED,
        /** A request came by the inbox. */
        INBOX,
        /** A request was fetched and verified. */
        OPENED,
        /** A request was refused or could not be checked. */
        REFUSED,
        /** The answer was taken. */
        APPROVED,
        /** The answer was not taken. */
        NOT_TAKEN,
        /** The receipt came and was checked. */
        RECEIPT,
        /** A card that was about to expire was renewed. */
        RENEWED
    }
}
