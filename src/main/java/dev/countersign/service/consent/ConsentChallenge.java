package dev.countersign.service.consent;

import dev.countersign.service.interaction.VerifiedAttribute;
import java.time.Instant;
import java.util.List;

/**
 * One asking, from the moment it is made to its end. The states are types: only the steps that exist can be taken, and
 * nothing leads out of {@link Ended}.
 */
public sealed interface ConsentChallenge {
    /** Wrong numbers or codes that end a challenge. */
    int MAX_ATTEMPTS = 3;

    /** What was asked. */
    Ask ask();

    /** Returns the state's name in the API. */
    String state();

    /** Returns wrong numbers or codes so far. */
    int failedAttempts();

    /** How far a challenge has come that nobody has answered. */
    enum Progress {
        /** Made; nothing is known of the phone. */
        REQUESTED,
        /** A wallet said that it has it. */
        DELIVERED,
        /** A wallet fetched the request, or said that its owner sees it. */
        OPENED
    }

    /** A challenge that has not ended. */
    sealed interface Unended extends ConsentChallenge {
        /** Returns its end. */
        default Ended ended(Outcome outcome, Instant at) {
            return new Ended(ask(), outcome, at, failedAttempts());
        }
    }

    /** Nobody has answered yet. */
    record Waiting(Ask ask, Progress progress, int failedAttempts) implements Unended {
        @Override
        public String state() {
            return switch (progress) {
                case REQUESTED -> "requested";
                case DELIVERED -> "delivered";
                case OPENED -> "opened";
            };
        }

        /** Returns this challenge when it has come at least so far; progress never goes back. */
        public Waiting reached(Progress other) {
            return other.compareTo(progress) > 0 ? new Waiting(ask, other, failedAttempts) : this;
        }

        /** Returns what a wrong number makes of it: an attempt less, or the end. */
        public ConsentChallenge wrongNumber(Instant at) {
            int failed = failedAttempts + 1;
            return failed < MAX_ATTEMPTS
                    ? new Waiting(ask, progress, failed)
                    : new Ended(ask, new Outcome.Rejected("wrong-number"), at, failed);
        }

        /** Returns the challenge that waits for the agent to type the code. */
        public AwaitingReadBack held(HeldAnswer answer) {
            return new AwaitingReadBack(ask, answer, 0);
        }
    }

    /** A good answer is here and waits, unseen, until the agent has typed the code that the customer reads. */
    record AwaitingReadBack(Ask ask, HeldAnswer answer, int failedAttempts) implements Unended {
        @Override
        public String state() {
            return "awaiting_read_back";
        }

        /** Returns what a wrong code makes of it: an attempt less, or the end. */
        public ConsentChallenge wrongCode(Instant at) {
            int failed = failedAttempts + 1;
            return failed < MAX_ATTEMPTS
                    ? new AwaitingReadBack(ask, answer, failed)
                    : new Ended(ask, new Outcome.Rejected("wrong-code"), at, failed);
        }
    }

    /** Over. */
    record Ended(Ask ask, Outcome outcome, Instant at, int failedAttempts) implements ConsentChallenge {
        @Override
        public String state() {
            return outcome.state();
        }
    }

    /**
     * An answer that was judged good.
     *
     * @param holderKeyThumbprint of the key that signed it (RFC 7638)
     * @param responseCode SHA-256 of the code in the address of our page
     */
    record HeldAnswer(List<VerifiedAttribute> attributes, String holderKeyThumbprint, ResponseCodeHash responseCode) {
        public HeldAnswer {
            attributes = List.copyOf(attributes);
        }
    }
}
