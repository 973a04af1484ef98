package dev.countersign.service.holder.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code holder_credential_request}. */
@Entity
@Table(name = "holder_credential_request")
class CredentialRequestRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String state;

    String reason;

    @Column(name = "expires_at")
    Instant expiresAt;
}
