package dev.countersign.service.issuance;

import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.List;

/**
 * An offer as it stands.
 *
 * @param types credential configuration ids
 * @param txCode whether the Holder must type a code
 * @param copies most copies of each credential
 * @param expiresAt refused from then on
 */
public record Offer(
        OfferId id, CustomerId customer, List<String> types, boolean txCode, int copies, Instant expiresAt) {
    /** Copies the list. */
    public Offer {
        types = List.copyOf(types);
    }
}
