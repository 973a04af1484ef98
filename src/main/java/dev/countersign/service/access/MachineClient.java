package dev.countersign.service.access;

import java.util.Optional;
import java.util.Set;

/**
 * A machine that calls the API: a contact-centre platform, a CRM, a bot.
 *
 * @param id the OAuth {@code client_id}
 * @param scopes what it may ask for, of {@link #KNOWN_SCOPES}
 * @param proof how it proves that it is this client
 */
public record MachineClient(String id, String name, Set<String> scopes, AccountState state, ClientProof proof) {
    /** All scopes there are. */
    public static final Set<String> KNOWN_SCOPES =
            Set.of("customers", "interactions", "challenges", "identities", "ledger", "statistics", "panel", "admin");

    /** Keeps its own copy of the scopes. */
    public MachineClient {
        scopes = Set.copyOf(scopes);
    }

    /** Returns its registered keys. */
    public Optional<ClientKeySet> keys() {
        return proof.keys();
    }
}
