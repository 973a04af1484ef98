package dev.countersign.service.holder;

import dev.countersign.did.Did;
import java.time.Instant;
import java.util.Optional;

/**
 * A DID of a customer's own. Personal: it does not show itself in logs.
 *
 * @param id {@code did_...}
 * @param provenAt when the customer showed control of it; absent until then, and until then it counts for nothing
 */
public record CustomerDid(String id, CustomerId customer, Did did, Instant registeredAt, Optional<Instant> provenAt) {

    /** Returns whether the customer showed control of it. */
    public boolean proven() {
        return provenAt.isPresent();
    }

    @Override
    public String toString() {
        return "CustomerDid[" + id + "]";
    }
}
