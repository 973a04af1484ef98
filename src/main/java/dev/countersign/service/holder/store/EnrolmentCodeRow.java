package dev.countersign.service.holder.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code holder_enrolment_code}. */
@Entity
@Table(name = "holder_enrolment_code")
class EnrolmentCodeRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "secret_hash")
    byte[] secretHash;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "used_at")
    Instant usedAt;

    int wrong;
}
