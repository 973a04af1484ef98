package dev.countersign.service.holder.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code holder_credential}. */
@Entity
@Table(name = "holder_credential")
class CredentialRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String issuer;

    String vct;

    @Column(name = "sealed_claims")
    byte[] sealedClaims;

    @Column(name = "issued_at")
    @Nullable
    Instant issuedAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "status_uri")
    @Nullable
    String statusUri;

    @Column(name = "status_index")
    @Nullable
    Integer statusIndex;

    @Column(name = "holder_key_thumbprint")
    @Nullable
    String holderKeyThumbprint;

    @Column(name = "registered_at")
    Instant registeredAt;
}
