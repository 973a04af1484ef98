package dev.countersign.service.webhook;

import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When to try again: the schedule that Standard Webhooks suggests, ten attempts over three days, of which a random share of
 * up to a fifth is added, so that what failed together does not come back together.
 */
@ApplicationScoped
class RetrySchedule {
    /** Waits after the first attempt, the second, and so on. */
    static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Longest that a receiver's Retry-After is honoured: nobody puts us off for ever. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int JITTER_SHARE = 5;

    private final Random random;

    RetrySchedule(Random random) {
        this.random = random;
    }

    /**
     * Returns how long to wait; empty when that was the last attempt.
     *
     * @param attempts made so far, at least 1
     * @param retryAfter what the receiver asked for; not undercut, up to {@link #LONGEST}
     */
    Optional<Duration> delay(int attempts, Optional<Duration> retryAfter) {
        if (attempts > WAITS.size()) {
            return Optional.empty();
        }
        Duration wait = WAITS.get(attempts - 1);
        int spread = (int) (wait.toMillis() / JITTER_SHARE);
        Duration jittered = wait.plusMillis(random.below(spread + 1));
        return Optional.of(retryAfter
                .map(RetrySchedule::bounded)
                .filter(asked -> asked.compareTo(jittered) > 0)
                .orElse(jittered));
    }

    static Duration bounded(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
