package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where challenges last. All calls join the caller's transaction. */
public interface Challenges {
    /**
     * Makes others that would ask this customer wait until the caller's transaction ends, so that limits cannot be
     * overrun by asking twice at once.
     */
    void lock(CustomerId customer);

    /** Keeps a new one. */
    void add(ConsentChallenge.Waiting challenge);

    /** Finds one. */
    Optional<ConsentChallenge> find(ChallengeId id);

    /**
     * Finds one, and lets nobody move it until the caller's transaction ends. Whoever writes about a challenge what depends on its
     * state holds it first.
     */
    Optional<ConsentChallenge> hold(ChallengeId id);

    /** Finds the one whose page has this address. */
    Optional<ConsentChallenge> find(ResponseCodeHash responseCode);

    /** Finds the one whose request this page shows. */
    Optional<ConsentChallenge> find(PageToken page);

    /** Lists those of an interaction, oldest first. */
    List<ConsentChallenge> of(InteractionId interaction);

    /** Lists those of a customer asked after {@code since}, oldest first. */
    List<ConsentChallenge> of(CustomerId customer, Instant since);

    /** Lists names of unended ones that are due at {@code now}; at most {@code limit}. */
    List<ChallengeId> due(Instant now, int limit);

    /**
     * Replaces {@code from} by {@code to} if the challenge is still in the state {@code from} (compare-and-set).
     *
     * @return false when it has moved on; nothing is changed then
     */
    boolean move(ConsentChallenge from, ConsentChallenge to);

    /**
     * Records how a delivery stands, unless it is as far or further already.
     *
     * @return whether anything changed
     */
    boolean delivery(ChallengeId id, Delivery delivery);

    /** Lists the deliveries of a challenge. */
    List<Delivery> deliveries(ChallengeId id);
}
