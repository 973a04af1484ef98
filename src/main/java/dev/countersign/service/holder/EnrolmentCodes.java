package dev.countersign.service.holder;

import java.time.Instant;

/** The enrolment codes that were given out. */
public interface EnrolmentCodes {
    /** How many wrong secrets one code survives. */
    int MAX_WRONG = 5;

    /** What came of using a code. */
    sealed interface Use {
        /** It was good, and is used up when the caller's transaction commits. */
        record Taken(CustomerId customer) implements Use {}

        /** There is no such code, its secret is another one, or too many wrong ones were tried. */
        record Wrong() implements Use {}

        /** It was good until its time was over. */
        record Expired() implements Use {}

        /** It was good once. */
        record UsedUp() implements Use {}
    }

    /** Adds a code, in the caller's transaction. */
    void add(CustomerId customer, EnrolmentCode code, Instant expiresAt);

    /** Uses a code, in the caller's transaction; of two callers at once at most one gets {@code Taken}. */
    Use take(EnrolmentCode code, Instant now);

    /** Counts a wrong secret; durable on return, whatever becomes of the caller's transaction. */
    void countWrong(String id);

    /** Withdraws the customer's codes. */
    void removeAll(CustomerId customer);

    /** Forgets the codes that expired before this instant. */
    void prune(Instant before);
}
