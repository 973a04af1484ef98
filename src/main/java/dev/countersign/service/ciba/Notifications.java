package dev.countersign.service.ciba;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Notifications on their way out. One node at a time holds one, by a lease: if the node dies the lease lapses and another
 * goes on. {@code add} is durable when the caller's transaction commits; claims are short transactions of their own.
 */
public interface Notifications {
    /** Adds one that is due at once, unless this request had one before. */
    void add(String requestId, Instant now);

    /** Claims up to {@code most} that are due and that nobody holds, the longest due first. */
    List<ClaimedNotification> claimDue(int most, Instant now, Duration lease);

    /** Ends it: delivered or given up. Changes nothing when the claim is not held any more. */
    void done(ClaimedNotification claimed, Instant at, NotificationAttempt outcome);

    /** Gives the claim back until {@code nextAttempt}. Changes nothing when it is not held any more. */
    void postpone(ClaimedNotification claimed, Instant nextAttempt);
}
