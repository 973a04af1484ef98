package dev.countersign.service.issuance;

import java.time.Instant;

/** The nonces that were used, for as long as they would still be good. */
public interface UsedNonces {
    /**
     * Uses a nonce up, in the caller's transaction; false when it was used. Of two callers at once exactly one gets true.
     */
    boolean use(SecretHash nonce, Instant forgetAt);

    /** Forgets those whose time is over. */
    void prune(Instant now);
}
