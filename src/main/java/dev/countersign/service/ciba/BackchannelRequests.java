package dev.countersign.service.ciba;

import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where requests last. All calls join the caller's transaction. */
public interface BackchannelRequests {
    /**
     * Keeps a new one.
     *
     * @param authReqIdHash SHA-256 of the {@code auth_req_id}
     * @param notificationToken sealed under the customer's key; present for ping and push
     */
    void add(BackchannelRequest request, byte[] authReqIdHash, Optional<String> notificationToken);

    /** Finds the one with this {@code auth_req_id}; others who look for it wait until the transaction ends. */
    Optional<BackchannelRequest> lock(byte[] authReqIdHash);

    /** Finds one by our own name; others who look for it so wait until the transaction ends. */
    Optional<BackchannelRequest> lock(String id);

    /** Finds the one that made this challenge. */
    Optional<BackchannelRequest> of(ChallengeId challenge);

    /** Returns the client's notification token; empty when there is none, or the customer was erased. */
    Optional<String> notificationToken(BackchannelRequest request);

    /** Records a poll. */
    void polled(BackchannelRequest request);

    /** Marks its tokens as given out; false when they were before. */
    boolean collect(BackchannelRequest request, Instant at);

    /**
     * Lists those whose own interaction is to be ended: of which nothing can be collected or used any more.
     *
     * @param uncollectedBefore those that expired so early and were not collected
     * @param collectedBefore those that were collected so early
     */
    List<BackchannelRequest> withInteractionToEnd(Instant uncollectedBefore, Instant collectedBefore, int limit);

    /** Records that the interaction was ended. */
    void interactionEnded(BackchannelRequest request);

    /** Removes those that expired before. */
    int removeExpiredBefore(Instant time);

    /** Removes those of a customer. */
    void forget(CustomerId customer);
}
