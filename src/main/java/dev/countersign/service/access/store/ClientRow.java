package dev.countersign.service.access.store;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.MachineClient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code access_client}. */
@Entity
@Table(name = "access_client")
class ClientRow {
    @Id
    String id;

    String name;

    String scopes;

    @Enumerated(EnumType.STRING)
    AccountState state;

    @Column(name = "secret_hash")
    byte[] secretHash;

    String jwks;

    @Column(name = "created_at")
    Instant createdAt;

    void take(MachineClient from) {
        name = from.name();
        scopes = Words.join(from.scopes());
        state = from.state();
        jwks = from.keys()
                .map(keys -> new String(Json.print(keys.toJson()), StandardCharsets.UTF_8))
                .orElse(null);
    }

    MachineClient toClient() {
        Optional<ClientKeySet> keys = Optional.ofNullable(jwks).map(text -> ClientKeySet.parse(Json.parse(text)));
        return new MachineClient(id, name, Words.split(scopes), state, keys);
    }
}
