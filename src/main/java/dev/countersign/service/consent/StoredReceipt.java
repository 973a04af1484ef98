package dev.countersign.service.consent;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.ledger.LogIndex;
import java.time.Instant;

/**
 * A receipt as we keep it.
 *
 * @param id {@code rcp_...}
 * @param receipt signed, compact; names claims, never their values
 * @param commitment what stands in the log; 32 bytes, base64url
 */
public record StoredReceipt(
        String id,
        ChallengeId challenge,
        CustomerId customer,
        String receipt,
        String commitment,
        LogIndex index,
        Instant madeAt) {
    @Override
    public String toString() {
        return "StoredReceipt[" + id + "]";
    }
}
