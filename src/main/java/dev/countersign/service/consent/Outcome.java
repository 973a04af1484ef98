package dev.countersign.service.consent;

import dev.countersign.protocol.Dependency;
import java.time.Duration;

/** How a challenge ended. */
public sealed interface Outcome {

    /** Returns the state's name in the API. */
    String state();

    /** The customer consented, every check passed, and the call binding held. */
    record Verified() implements Outcome {
        @Override
        public String state() {
            return "verified";
        }
    }

    /** The customer said no. */
    record Declined() implements Outcome {
        @Override
        public String state() {
            return "declined";
        }
    }

    /** The customer says: I am not on this call. */
    record Reported() implements Outcome {
        @Override
        public String state() {
            return "reported";
        }
    }

    /**
     * What came was wrong.
     *
     * @param reason a {@link dev.countersign.protocol.RejectionReason} by its wire name, or {@code wrong-number}, {@code
     *     wrong-code}, {@code not-this-customer}
     */
    record Rejected(String reason) implements Outcome {
        @Override
        public String state() {
            return "rejected";
        }
    }

    /** It could not be checked now. */
    record Undecided(Dependency dependency, Duration retryAfter) implements Outcome {
        @Override
        public String state() {
            return "undecided";
        }
    }

    /** Nobody answered in time. */
    record Expired() implements Outcome {
        @Override
        public String state() {
            return "expired";
        }
    }

    /** The asking side took it back. */
    record Cancelled() implements Outcome {
        @Override
        public String state() {
            return "cancelled";
        }
    }
}
