package dev.countersign.service.interaction;

import dev.countersign.service.holder.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where verified identities are kept, sealed under the customer's key. All calls join the caller's transaction. */
public interface VerifiedIdentities {
    /**
     * Keeps one.
     *
     * @param retention how long it stays readable after the interaction ends
     */
    void add(Interaction interaction, VerifiedIdentity identity, Duration retention, Instant verifiedAt);

    /** Lists those of an interaction that are visible at {@code now}, latest last. */
    List<VerifiedIdentity> visible(InteractionId interaction, Instant now);

    /** Starts the retention of an interaction's identities: each ends at {@code closedAt} plus its own, never later than before. */
    void retainFrom(InteractionId interaction, Instant closedAt);

    /** Records that somebody looked. */
    void viewed(InteractionId interaction, String challenge, String viewer, Instant at);

    /** Lists who looked at what an interaction brought, oldest first; kept after it is erased. */
    List<IdentityLook> looks(InteractionId interaction);

    /** Erases the one that this challenge brought; false when it is gone already. */
    boolean withdraw(String challenge);

    /** Erases those of a customer. */
    void forget(CustomerId customer);

    /** Erases those that are visible no more; returns how many. */
    int erase(Instant now);
}
