package dev.countersign.service.holder;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.Optional;

/**
 * The registered credentials of customers; their claims are sealed. What a method wrote is durable when the caller's
 * transaction commits; without one, when it returns.
 */
public interface RegisteredCredentials {

    /**
     * By what a registered credential is known when it is presented again: another key, and it is another copy, in whose
     * hands nobody knows.
     *
     * @param holderKeyThumbprint RFC 7638
     */
    record Mark(String issuer, String vct, String holderKeyThumbprint) {}

    /** Adds a credential. */
    void add(RegisteredCredential credential);

    /** Returns a part of the customer's credentials, in the order of registration. */
    Page<RegisteredCredential> of(CustomerId customer, PageRequest asked);

    /** Finds a credential of a customer. */
    Optional<RegisteredCredential> find(CustomerId customer, String id);

    /** Returns whether this customer registered such a credential and it was not removed. */
    boolean registered(CustomerId customer, Mark mark);

    /** Removes a credential, if it is there. */
    void remove(RegisteredCredential credential);
}
