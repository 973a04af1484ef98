package dev.countersign.service.access;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** Keeps machine clients. Every change is durable when the caller's transaction commits. */
public interface MachineClients {
    /** Finds a client, suspended ones too. */
    Optional<MachineClient> find(String id);

    /** Returns a part of all clients, by identifier. */
    Page<MachineClient> list(PageRequest page);

    /** Adds a client without a secret; false when the identifier is taken. */
    boolean add(MachineClient client);

    /** Replaces a client's name, scopes, state and proof. */
    void change(MachineClient client);

    /** Returns the SHA-256 of the secret; empty when there is no client or it has none. */
    Optional<byte[]> secretHash(String id);

    /** Sets a new secret by its SHA-256. */
    void setSecretHash(String id, byte[] hash);

    /** Forgets the secret. */
    void removeSecret(String id);

    /** Marks a client assertion as used; false when it was used before. Committed when it returns. */
    boolean use(String clientId, String jti, Instant expiresAt);
}
