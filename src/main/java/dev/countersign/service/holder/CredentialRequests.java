package dev.countersign.service.holder;

import java.time.Instant;
import java.util.Optional;

/** The requests for credentials. All methods take part in the caller's transaction. */
public interface CredentialRequests {

    /** Adds a request that waits for a wallet. */
    CredentialRequest add(CustomerId customer, Instant expiresAt);

    /** Finds a request of a customer. */
    Optional<CredentialRequest> find(CustomerId customer, String id);

    /** Notes that a wallet fetched it, if it still waits for one. */
    void opened(String id);

    /**
     * Ends a request; returns it as it is now, or empty, and changes nothing, when there is none or it has ended already.
     */
    Optional<CredentialRequest> end(String id, CredentialRequest.State state, Optional<String> reason);

    /** Forgets the requests that expired before this instant. */
    void prune(Instant before);
}
