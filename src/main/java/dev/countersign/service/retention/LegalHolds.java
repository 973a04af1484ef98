package dev.countersign.service.retention;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.Optional;

/** Where holds last. All calls join the caller's transaction. */
public interface LegalHolds {
    /** Makes purges and erasures wait until the caller's transaction ends, and waits for those under way. */
    void lock();

    /** Keeps a new one. */
    void add(LegalHold hold);

    /** Finds one. */
    Optional<LegalHold> find(HoldId id);

    /** Ends one; false when it was released already. */
    boolean release(HoldId id, LegalHold.Release release);

    /** Lists all, newest first; released ones too. */
    Page<LegalHold> list(PageRequest page);

    /** Returns whether a customer, or one of their interactions, must not go. */
    boolean holds(CustomerId customer);
}
