package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundUnavailableException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a host alone that keeps failing: open after half of the last requests failed, and closed again by one that
 * succeeds after a while.
 */
final class HostBreaker {
    /** How many of the last requests are looked at. */
    static final int WINDOW = 10;

    /** How many there must have been. */
    static final int FEWEST = 5;

    /** How long a host is left alone. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private static final Duration TRIAL = Duration.ofSeconds(2);
    private static final float FAILED_PERCENT = 50;

    private final Clock clock;
    private final CircuitBreaker breaker;
    private volatile Instant pausedUntil;

    HostBreaker(Clock clock) {
        this.clock = clock;
        this.pausedUntil = clock.instant();
        this.breaker = CircuitBreaker.of(
                "outbound",
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindow(WINDOW, FEWEST, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILED_PERCENT)
                        // It waits for longer than this; at the end of the pause it is over.
                        .waitDurationInOpenState(PAUSE.minusNanos(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher().onStateTransition(transition -> {
            if (transition.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                pausedUntil = clock.instant().plus(PAUSE);
            }
        });
    }

    /**
     * Lets a request through, or not. Each that is let through is followed by exactly one of the other calls.
     *
     * @throws OutboundUnavailableException while the host is left alone, or somebody else tries whether it is back
     */
    void admit() throws OutboundUnavailableException {
        if (!breaker.tryAcquirePermission()) {
            Duration left = Duration.between(clock.instant(), pausedUntil);
            throw new OutboundUnavailableException(left.compareTo(TRIAL) > 0 ? left : TRIAL);
        }
    }

    /** It answered, whatever the answer is. */
    void answered() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** It could not be reached, or did not answer. */
    void failed(IOException why) {
        breaker.onError(0, TimeUnit.NANOSECONDS, why);
    }

    /** Nothing was learnt about the host. */
    void learntNothing() {
        breaker.releasePermission();
    }

    /** Returns whether requests are held back now. A pause that is over ends with the next request, not by itself. */
    boolean isOpen() {
        return switch (breaker.getState()) {
            case OPEN -> clock.instant().isBefore(pausedUntil);
            case HALF_OPEN -> true;
            default -> false;
        };
    }
}
