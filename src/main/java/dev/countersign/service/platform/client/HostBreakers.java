package dev.countersign.service.platform.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;

/** A breaker for each host and port, for so many of them, and forgotten when the host was not asked for a while. */
final class HostBreakers {
    /** How many hosts are remembered: strangers choose hosts, so memory must not grow with them. */
    static final int MOST_HOSTS = 1_000;

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Clock clock;
    private final Cache<Origin, HostBreaker> breakers = Caffeine.newBuilder()
            .maximumSize(MOST_HOSTS)
            .expireAfterAccess(REMEMBERED)
            .build();

    HostBreakers(Clock clock) {
        this.clock = clock;
    }

    HostBreaker of(Origin origin) {
        return breakers.get(origin, unknown -> new HostBreaker(clock));
    }

    /** How many hosts are left alone. */
    long open() {
        return breakers.asMap().values().stream().filter(HostBreaker::isOpen).count();
    }

    /** How many hosts are remembered. */
    long size() {
        breakers.cleanUp();
        return breakers.estimatedSize();
    }
}
