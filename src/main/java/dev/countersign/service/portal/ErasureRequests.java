package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where requests for erasure last; reasons are sealed under the customer's key. All calls join the caller's transaction. */
public interface ErasureRequests {
    /**
     * Keeps a new one.
     *
     * @return false when the customer has an open one
     */
    boolean add(ErasureRequest request);

    /** Finds one, and lets nobody decide it until the caller's transaction ends. */
    Optional<ErasureRequest> hold(String id);

    /** Keeps what was decided about one that is held. */
    void decide(ErasureRequest decided);

    /** Lists a customer's, newest first. */
    List<ErasureRequest> of(CustomerId customer);

    /** Lists all, or those in a state, oldest first; the sort key is the id. */
    Page<ErasureRequest> list(Optional<ErasureRequest.State> state, PageRequest page);

    /** Notes that a customer was erased: what is open is carried out. */
    void carriedOut(CustomerId customer, Instant at);
}
