package dev.countersign.service.access.store;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.CertificateSubject;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.ClientMethod;
import dev.countersign.service.access.ClientProof;
import dev.countersign.service.access.MachineClient;
import dev.countersign.service.access.TokenBinding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    byte @Nullable [] secretHash;

    @Nullable
    String jwks;

    @Enumerated(EnumType.STRING)
    @Column(name = "auth_method")
    ClientMethod authMethod;

    @Enumerated(EnumType.STRING)
    @Column(name = "subject_kind")
    CertificateSubject.@Nullable Kind subjectKind;

    @Nullable
    @Column(name = "subject_value")
    String subjectValue;

    @Column(name = "certificate_bound")
    boolean certificateBound;

    @Column(name = "created_at")
    Instant createdAt;

    void take(MachineClient from) {
        name = from.name();
        scopes = Words.join(from.scopes());
        state = from.state();
        ClientProof proof = from.proof();
        authMethod = proof.method();
        jwks = proof.keys()
                .map(keys -> new String(Json.print(keys.toJson()), StandardCharsets.UTF_8))
                .orElse(null);
        subjectKind = proof.subject().map(CertificateSubject::kind).orElse(null);
        subjectValue = proof.subject().map(CertificateSubject::value).orElse(null);
        certificateBound = proof.binding() == TokenBinding.CERTIFICATE;
    }

    MachineClient toClient() {
        ClientProof proof = new ClientProof(
                authMethod,
                Optional.ofNullable(jwks).map(text -> ClientKeySet.parse(Json.parse(text))),
                Optional.ofNullable(subjectKind).flatMap(kind -> Optional.ofNullable(subjectValue)
                        .map(value -> new CertificateSubject(kind, value))),
                certificateBound ? TokenBinding.CERTIFICATE : TokenBinding.NONE);
        return new MachineClient(id, name, Words.split(scopes), state, proof);
    }
}
