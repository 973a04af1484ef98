package dev.countersign.service.holder;

import dev.countersign.did.Did;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * The DIDs of customers, sealed. What a method wrote is durable when the caller's transaction commits; without one, when
 * it returns.
 */
public interface CustomerDids {

    /**
     * Adds a DID that waits for its proof, or gives one that still waits a new challenge. Empty, and nothing is changed,
     * when the customer has proven it already.
     */
    Optional<CustomerDid> await(CustomerId customer, Did did, DidChallenge challenge);

    /** Finds a DID of a customer. */
    Optional<CustomerDid> find(CustomerId customer, String id);

    /** Returns a part of the customer's DIDs, in the order of registration. */
    Page<CustomerDid> of(CustomerId customer, PageRequest asked);

    /**
     * Records a proof of control over this nonce; returns false, and changes nothing, when the DID does not wait for it,
     * or not any more at this instant.
     */
    boolean prove(CustomerDid did, String nonce, Instant now);

    /** Removes a DID, if it is there. */
    void remove(CustomerDid did);
}
