package dev.countersign.service.push;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
public sealed interface PushAttempt {

    /** The push service has it. */
    record Accepted() implements PushAttempt {}

    /** There is no such subscription any more (404, 410). */
    record Gone() implements PushAttempt {}

    /** Trying again would not help. */
    record Refused() implements PushAttempt {}

    /** The platform does not take us: our credentials are wrong or missing. An operator must look; the log says what at. */
    record NotAllowed() implements PushAttempt {}

    /**
     * Not now: no connection, too slow, too many requests, or trouble on the other side.
     *
     * @param retryAfter what the other side asked for
     */
    record NotNow(Optional<Duration> retryAfter) implements PushAttempt {}
}
