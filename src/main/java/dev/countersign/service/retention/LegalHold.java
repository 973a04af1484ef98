package dev.countersign.service.retention;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something must not go, whatever rules and customers say, until the hold is released.
 *
 * @param reason why, such as the name of a case
 * @param placedBy as in {@code staff:maria}
 * @param released absent while it holds
 */
public record LegalHold(
        HoldId id, Subject subject, String reason, String placedBy, Instant placedAt, Optional<Release> released) {

    /** What must not go. */
    public sealed interface Subject {
        /** One interaction; and its customer, whose key opens it. */
        record OfInteraction(InteractionId interaction) implements Subject {}

        /** A customer with all interactions. */
        record OfCustomer(CustomerId customer) implements Subject {}
    }

    /** Who ended it, when, and why. */
    public record Release(String by, Instant at, String reason) {
        @Override
        public String toString() {
            return "Release[" + at + "]";
        }
    }

    @Override
    public String toString() {
        return "LegalHold[" + id + "]";
    }
}
