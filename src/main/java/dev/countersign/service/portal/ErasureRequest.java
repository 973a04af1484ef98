package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * That a customer asked to be erased, and what came of it.
 *
 * @param id {@code era_...}
 * @param dueAt until when the organisation must have decided
 * @param decision there exactly when it is not open
 */
public record ErasureRequest(
        String id, CustomerId customer, State state, Instant askedAt, Instant dueAt, Optional<Decision> decision) {
    /** GDPR article 12(3): one month; the shortest month but one. */
    static final Duration TIME_TO_DECIDE = Duration.ofDays(30);

    /** How it stands. */
    public enum State {
        /** Nobody has decided. */
        OPEN,
        /** The customer is erased. */
        CARRIED_OUT,
        /** The organisation must keep the data, and said why. */
        REFUSED
    }

    /**
     * What the organisation decided.
     *
     * @param by staff account or client
     * @param reason why it was refused, for the customer to read
     */
    public record Decision(String by, Instant at, Optional<String> reason) {}

    ErasureRequest decided(State outcome, Decision made) {
        return new ErasureRequest(id, customer, outcome, askedAt, dueAt, Optional.of(made));
    }

    /** Returns whether it should have been decided by now. */
    public boolean overdue(Instant now) {
        return state == State.OPEN && !now.isBefore(dueAt);
    }

    @Override
    public String toString() {
        return "ErasureRequest[" + id + " " + state + "]";
    }
}
