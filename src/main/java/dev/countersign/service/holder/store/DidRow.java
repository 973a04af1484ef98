package dev.countersign.service.holder.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code holder_did}. Once proven it has no challenge any more. */
@Entity
@Table(name = "holder_did")
class DidRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "sealed_did")
    byte[] sealedDid;

    @Column(name = "did_hash")
    byte[] didHash;

    @Column(name = "nonce_hash")
    byte[] nonceHash;

    @Column(name = "nonce_expires_at")
    Instant nonceExpiresAt;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "proven_at")
    Instant provenAt;
}
