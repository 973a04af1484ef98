package dev.countersign.service.issuance.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code issuance_offer}. */
@Entity
@Table(name = "issuance_offer")
class OfferRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String types;

    int copies;

    @Column(name = "sealed_claims")
    byte @Nullable [] sealedClaims;

    @Column(name = "reference_hash")
    byte[] referenceHash;

    @Column(name = "code_hash")
    byte[] codeHash;

    @Column(name = "tx_code_hash")
    byte @Nullable [] txCodeHash;

    @Column(name = "tx_code_attempts")
    int txCodeAttempts;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "token_identifiers")
    boolean tokenIdentifiers;

    @Column(name = "token_expires_at")
    Instant tokenExpiresAt;
}
