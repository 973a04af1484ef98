package dev.countersign.service.webhook;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
public sealed interface SendOutcome {
    /** The receiver took it: 2xx. */
    record Taken(int status) implements SendOutcome {}

    /** The receiver wants nothing, ever: 410. */
    record Gone() implements SendOutcome {
        static final int STATUS = 410;
    }

    /**
     * Not this time.
     *
     * @param status empty when there was no answer
     * @param failure for administrators, in a few words
     * @param retryAfter what the receiver asked for
     */
    record NotTaken(Optional<Integer> status, String failure, Optional<Duration> retryAfter) implements SendOutcome {}

    /** Nothing was sent: the host is left alone for a while, since it failed too often. */
    record HeldBack(Duration retryAfter) implements SendOutcome {}
}
