package dev.countersign.service.ciba;

import dev.countersign.service.holder.CustomerId;
import java.util.Optional;

/**
 * What a client calls a customer: a name that no other client has for the same customer, and that says nothing about them
 * (OpenID Connect Core 1.0 section 8.1, pairwise). All calls join the caller's transaction.
 */
public interface Subjects {
    /** Returns the name, always the same; remembers it. */
    String of(String clientId, CustomerId customer);

    /** Returns whom this client calls so. */
    Optional<CustomerId> find(String clientId, String subject);

    /** Forgets all names of a customer. */
    void forget(CustomerId customer);
}
