package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.List;

/** The log of text messages. All calls join the caller's transaction. */
public interface TextMessages {
    /** What became of one. */
    enum Outcome {
        /** On its way, or broken off with the node that sent it. */
        UNKNOWN,
        /** The gateway took it. */
        SENT,
        /** It was not sent. */
        FAILED,
        /** The number was not one of the customer's, so nothing was sent. */
        WRONG_NUMBER
    }

    /**
     * One attempt.
     *
     * @param sentBy staff account or client
     */
    record Entry(ChallengeId challenge, CustomerId customer, String sentBy, Instant at, Outcome outcome) {}

    /** Keeps an attempt and returns its place in the log. */
    long add(Entry entry);

    /** Notes what became of it. */
    void finish(long place, Outcome outcome);

    /** Returns when there were attempts for a customer after {@code since}, oldest first. */
    List<Instant> of(CustomerId customer, Instant since);
}
