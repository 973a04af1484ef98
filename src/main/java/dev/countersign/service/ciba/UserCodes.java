package dev.countersign.service.ciba;

import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** Keeps the hashes of user codes. All calls join the caller's transaction. */
public interface UserCodes {
    /** Returns the hash of a customer's code; empty when there is none. */
    Optional<String> find(CustomerId customer);

    /** Sets a customer's code by its hash. */
    void save(CustomerId customer, String hash, Instant at);

    /** Removes a customer's code, if there is one. */
    void remove(CustomerId customer);
}
