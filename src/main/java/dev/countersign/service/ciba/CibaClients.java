package dev.countersign.service.ciba;

import java.util.Optional;

/** Keeps how machine clients use CIBA. Every change is durable when the caller's transaction commits. */
public interface CibaClients {
    /** Finds the registration of a client. */
    Optional<CibaClient> find(String clientId);

    /** Adds or replaces one. */
    void save(CibaClient client);

    /** Removes one; false when there is none. */
    boolean remove(String clientId);
}
