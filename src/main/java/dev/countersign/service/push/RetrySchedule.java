package dev.countersign.service.push;

import dev.countersign.service.platform.Random;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * When to try again: one second, doubled with each attempt up to half a minute, of which a random share of up to a
 * half is taken off, so that phones that failed together do not come back together.
 */
@ApplicationScoped
class RetrySchedule {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    private final Random random;

    RetrySchedule(Random random) {
        this.random = random;
    }

    /**
     * Returns how long to wait.
     *
     * @param attempts made so far, at least 1
     * @param retryAfter what the other side asked for; never undercut
     */
    Duration delay(int attempts, Optional<Duration> retryAfter) {
        Duration full = FIRST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        Duration bounded = full.compareTo(LONGEST) > 0 ? LONGEST : full;
        int halfMillis = (int) (bounded.toMillis() / 2);
        Duration jittered = bounded.minusMillis(random.below(halfMillis + 1));
        return retryAfter.filter(asked -> asked.compareTo(jittered) > 0).orElse(jittered);
    }
}
