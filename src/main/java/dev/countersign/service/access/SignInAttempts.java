package dev.countersign.service.access;

import java.time.Duration;
import java.time.Instant;

/** Counts attempts to sign in. */
public interface SignInAttempts {
    /**
     * Records an attempt and returns how many there were within the time before it, this one included. Committed when it
     * returns, whatever the caller's transaction does.
     */
    long record(String account, Instant now, Duration within);

    /** Forgets the attempts of an account: its owner has signed in. */
    void forget(String account);
}
