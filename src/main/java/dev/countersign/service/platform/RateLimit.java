package dev.countersign.service.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * So many in a minute, for each of many names; what was not used is kept for one minute and no longer.
 *
 * <p>Counted on this node only, and for the names that came last: a crowd of more names than are remembered starts anew.
 *
 * @param <K> the name: an address, an account
 */
public final class RateLimit<K> {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_NAMES = 10_000;
    private static final long NANOS_IN_A_SECOND = 1_000_000_000L;

    private final Cache<K, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MAX_NAMES).build();
    private final int mostInAMinute;
    private final TimeMeter time;

    /**
     * Makes one.
     *
     * @param mostInAMinute at least one
     */
    public RateLimit(int mostInAMinute, Clock clock) {
        if (mostInAMinute < 1) {
            throw new IllegalArgumentException("rate: " + mostInAMinute + " in a minute (expected: >= 1)");
        }
        this.mostInAMinute = mostInAMinute;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return now.getEpochSecond() * NANOS_IN_A_SECOND + now.getNano();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Takes one of what is left; returns how long to wait when nothing is. */
    public Optional<Duration> take(K name) {
        Bucket bucket = buckets.get(name, unused -> Bucket.builder()
                .addLimit(limit -> limit.capacity(mostInAMinute).refillGreedy(mostInAMinute, PERIOD))
                .withCustomTimePrecision(time)
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
