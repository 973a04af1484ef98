package dev.countersign.service.issuance.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code issuance_credential}. */
@Entity(name = "IssuedCredentialRow")
@Table(name = "issuance_credential")
class CredentialRow {
    @Id
    String id;

    @Column(name = "offer_id")
    String offerId;

    @Column(name = "customer_id")
    String customerId;

    String type;

    int copies;

    int status;

    String reason;

    @Column(name = "notification_hash")
    byte[] notificationHash;

    @Column(name = "wallet_event")
    String walletEvent;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "expires_at")
    Instant expiresAt;
}
