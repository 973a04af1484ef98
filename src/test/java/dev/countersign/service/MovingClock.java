package dev.countersign.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
public final class MovingClock extends Clock {
    private volatile Instant now;

    /** Begins at an hour of its own. */
    public MovingClock() {
        this(Instant.parse("2026-11-01T12:00:00Z"));
    }

    /** Begins at this instant: the present one, where other clocks have a say. */
    public MovingClock(Instant start) {
        this.now = start;
    }

    /** Moves it on. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
