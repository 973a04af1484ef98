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
    private final ClientAuthorities authorities;
    private final Random random;

    AdministerClients(MachineClients clients, ClientAuthorities authorities, Random random) {
        this.clients = clients;
        this.authorities = authorities;
        this.random = random;
    }

    /**
     * Adds a client.
     *
     * @return its secret, which is not kept; empty when it proves itself in another way
     */
    @Transactional
    public Optional<String> add(MachineClient client) {
        check(client);
        if (!clients.add(client)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The client identifier is taken.");
        }
        return client.proof().method().isSecret() ? Optional.of(resetSecret(client.id())) : Optional.empty();
    }

    /**
     * Replaces what a client is. Tokens it already has stay valid until they expire, ten minutes at most.
     *
     * @return a secret, when it proves itself by one from now on and did not before
     */
    @Transactional
    public Optional<String> change(MachineClient changed) {
        check(changed);
        MachineClient before = find(changed.id());
        clients.change(changed);
        if (!changed.proof().method().isSecret()) {
            // Should it go back to a secret one day, it is not to be this one.
            clients.removeSecret(changed.id());
            return Optional.empty();
        }
        return before.proof().method().isSecret() ? Optional.empty() : Optional.of(resetSecret(changed.id()));
    }

    /**
     * Gives a client a new secret; the old one is void.
     *
     * @return the secret, which is not kept
     */
    @Transactional
    public String resetSecret(String id) {
        if (!find(id).proof().method().isSecret()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The client has no secret: it proves itself in another way.");
        }
        String secret = random.token();
        clients.setSecretHash(id, TokenHash.of(secret));
        return secret;
    }

    /** Finds a client. */
    public MachineClient find(String id) {
        return clients.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such client."));
    }

    private void check(MachineClient client) {
        if (client.name().isBlank() || client.name().length() > 100) {
            throw refused("The name is not acceptable.", "/name", "expected: 1 to 100 characters");
        }
        if (client.scopes().isEmpty() || !MachineClient.KNOWN_SCOPES.containsAll(client.scopes())) {
            throw refused(
                    "The scopes are not acceptable.",
                    "/scopes",
                    "expected: some of customers, interactions, challenges, identities, ledger, admin");
        }
        check(client.proof());
    }

    private void check(ClientProof proof) {
        if (proof.keys().filter(ClientKeySet::isEmpty).isPresent()) {
            throw refused(
                    "The key set is empty or holds only keys that cannot be used.",
                    "/jwks",
                    "expected: P-256, P-384, or RSA of 2048 bits or more");
        }
        if (proof.method().needsKeys() && proof.keys().isEmpty()) {
            throw refused(
                    "The client needs keys.",
                    "/jwks",
                    "required by " + proof.method().wireName());
        }
        if ((proof.method() == ClientMethod.TLS_CLIENT_AUTH) != proof.subject().isPresent()) {
            throw refused(
                    "The subject of a certificate belongs to tls_client_auth, and that to it.",
                    "/token_endpoint_auth_method",
                    "expected: tls_client_auth and one member tls_client_auth_*, or neither");
        }
        if (proof.method() == ClientMethod.TLS_CLIENT_AUTH && !authorities.exist()) {
            throw refused(
                    "There is no authority whose certificates are accepted.",
                    "/token_endpoint_auth_method",
                    "expected: another, or set " + ClientAuthorities.PROPERTY);
        }
    }

    private static Problem refused(String detail, String pointer, String expected) {
        return new Problem(ProblemType.INVALID_VALUE, detail).at(pointer, expected);
    }
}
