package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.Optional;

/** Where receipts last. All calls join the caller's transaction. */
public interface Receipts {
    /** Keeps one; a challenge has at most one. */
    void add(StoredReceipt receipt);

    /** Finds the receipt of a challenge. */
    Optional<StoredReceipt> find(ChallengeId challenge);

    /**
     * Finds a receipt.
     *
     * @param id {@code rcp_...}; anything else is not found
     */
    Optional<StoredReceipt> withId(String id);

    /** Lists a customer's, newest first; the sort key is the id. */
    Page<StoredReceipt> of(CustomerId customer, PageRequest page);
}
