package dev.countersign.wallet;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of an answer. */
public sealed interface Sent {
    /**
     * The organisation took it.
     *
     * @param redirect where to go next, when the organisation asks for that: for read-back, the page with the code
     */
    record Accepted(Optional<URI> redirect) implements Sent {}

    /**
     * The number was not the one that the agent said. While attempts are left, the prompt can be approved again.
     *
     * @param attemptsLeft when the organisation tells
     */
    record WrongNumber(OptionalInt attemptsLeft) implements Sent {}

    /**
     * The organisation did not take it, and will not.
     *
     * @param error an OAuth error code
     */
    record Refused(String error) implements Sent {}

    /** The organisation cannot judge it now. */
    record Undecided() implements Sent {}

    /** Too late. */
    record Expired() implements Sent {}

    /** This request has its answer already. */
    record AlreadyAnswered() implements Sent {}

    /** There was no answer; it may or may not have arrived. The prompt can be answered again. */
    record Unsent() implements Sent {}
}
