package dev.countersign.service.holder;

import dev.countersign.did.Did;
import java.time.Instant;

/**
 * A DID of a customer's own. Personal: it does not show itself in logs.
 *
 * @param id {@code did_...}
 * @param control whether the customer controls it; unless that is proven it counts for nothing
 */
public record CustomerDid(String id, CustomerId customer, Did did, Instant registeredAt, DidControl control) {

    CustomerDid with(DidControl found) {
        return new CustomerDid(id, customer, did, registeredAt, found);
    }

    @Override
    public String toString() {
        return "CustomerDid[" + id + "]";
    }
}
