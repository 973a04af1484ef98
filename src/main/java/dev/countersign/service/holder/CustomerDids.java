package dev.countersign.service.holder;

import dev.countersign.did.Did;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The DIDs of customers, sealed. What a method wrote is durable when the caller's transaction commits; without one, when
 * it returns.
 */
public interface CustomerDids {

    /**
     * Adds a DID that waits for its proof, or gives one that still waits, or whose proof lapsed, a new challenge. Empty,
     * and nothing is changed, when the customer has proven it already.
     */
    Optional<CustomerDid> await(CustomerId customer, Did did, DidChallenge challenge);

    /** Finds a DID of a customer. */
    Optional<CustomerDid> find(CustomerId customer, String id);

    /** Returns a part of the customer's DIDs, in the order of registration. */
    Page<CustomerDid> of(CustomerId customer, PageRequest asked);

    /** Lists DIDs whose control the customer has proven and that did not lapse, latest proof first; at most so many. */
    List<CustomerDid> proven(CustomerId customer, int most);

    /**
     * Records a proof of control over this nonce; returns false, and changes nothing, when the DID does not wait for it,
     * or not any more at the instant of the proof.
     */
    boolean prove(CustomerDid did, String nonce, DidControl.Proven proof);

    /**
     * Records what a look at the DID's document found, {@link DidControl.Proven} or {@link DidControl.Lapsed}. Changes
     * nothing when the DID was removed, lapsed or was proven anew in the meantime, or when a look that began later has
     * been recorded.
     */
    void checked(CustomerDid did, DidControl found);

    /**
     * Returns whether a key could authenticate as one of the customer's proven DIDs, by a look that began after this
     * instant.
     *
     * @param key RFC 7638 thumbprint
     */
    boolean authenticates(CustomerId customer, String key, Instant after);

    /** Removes a DID, if it is there. */
    void remove(CustomerDid did);
}
