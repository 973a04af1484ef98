package dev.countersign.service.access;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.Random;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Adds and changes machine clients. */
@ApplicationScoped
public class AdministerClients {
    private final MachineClients clients;
    private final Random random;

    AdministerClients(MachineClients clients, Random random) {
        this.clients = clients;
        this.random = random;
    }

    /**
     * Adds a client.
     *
     * @return its secret, which is not kept; empty when it has keys instead
     */
    @Transactional
    public Optional<String> add(MachineClient client) {
        check(client);
        if (!clients.add(client)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The client identifier is taken.");
        }
        return client.keys().isPresent() ? Optional.empty() : Optional.of(resetSecret(client.id()));
    }

    /** Replaces what a client is. Tokens it already has stay valid until they expire, ten minutes at most. */
    @Transactional
    public void change(MachineClient changed) {
        check(changed);
        find(changed.id());
        clients.change(changed);
    }

    /**
     * Gives a client a new secret; the old one is void.
     *
     * @return the secret, which is not kept
     */
    @Transactional
    public String resetSecret(String id) {
        if (find(id).keys().isPresent()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The client signs with a key; it has no secret.");
        }
        String secret = random.token();
        clients.setSecretHash(id, TokenHash.of(secret));
        return secret;
    }

    /** Finds a client. */
    public MachineClient find(String id) {
        return clients.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such client."));
    }

    private static void check(MachineClient client) {
        if (client.name().isBlank() || client.name().length() > 100) {
            throw new Problem(ProblemType.INVALID_VALUE, "The name is not acceptable.")
                    .at("/name", "expected: 1 to 100 characters");
        }
        if (client.scopes().isEmpty() || !MachineClient.KNOWN_SCOPES.containsAll(client.scopes())) {
            throw new Problem(ProblemType.INVALID_VALUE, "The scopes are not acceptable.")
                    .at("/scopes", "expected: some of customers, interactions, challenges, identities, ledger, admin");
        }
        if (client.keys().filter(ClientKeySet::isEmpty).isPresent()) {
            throw new Problem(ProblemType.INVALID_VALUE, "The key set is empty or holds only unknown kinds of keys.")
                    .at("/jwks", "expected: P-256, P-384, or RSA of 2048 bits or more");
        }
    }
}
