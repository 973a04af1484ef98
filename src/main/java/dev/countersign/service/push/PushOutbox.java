package dev.countersign.service.push;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Messages on their way out. One node at a time holds a message, by a lease: if the node dies the lease lapses and
 * another node goes on, so a message is handed over at least once unless it expires.
 *
 * <p>{@code add} is durable when the caller's transaction commits. The claims are short transactions of their own.
 */
public interface PushOutbox {

    /** Adds a message that is due at once. */
    void add(QueuedPush message, Instant now);

    /** Claims up to {@code most} messages that are due and that nobody holds, the longest due first. */
    List<ClaimedPush> claimDue(int most, Instant now, Duration lease);

    /** Takes a message out; returns false, and changes nothing, when the claim is not held any more. */
    boolean remove(ClaimedPush claimed);

    /** Gives the claim back until {@code nextAttempt}; returns false, and changes nothing, when it is not held. */
    boolean postpone(ClaimedPush claimed, Instant nextAttempt);

    /** Drops whatever has this reference and is not claimed. */
    void drop(String reference);

    /** Drops whatever waits for this phone. */
    void removeAll(PhoneId phone);
}
