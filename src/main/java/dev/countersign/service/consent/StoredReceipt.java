package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.ledger.EntryId;
import java.time.Instant;

/**
 * A receipt as we keep it.
 *
 * @param id {@code rcp_...}
 * @param receipt signed, compact; names claims, never their values
 * @param entry of its commitment in the log
 */
public record StoredReceipt(
        String id, ChallengeId challenge, CustomerId customer, String receipt, EntryId entry, Instant madeAt) {
    @Override
    public String toString() {
        return "StoredReceipt[" + id + "]";
    }
}
