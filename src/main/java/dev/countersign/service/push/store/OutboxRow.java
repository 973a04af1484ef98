package dev.countersign.service.push.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code push_outbox}. While a message is claimed, {@code next_attempt_at} is the end of the lease. */
@Entity
@Table(name = "push_outbox")
class OutboxRow {
    @Id
    String id;

    @Column(name = "phone_id")
    String phoneId;

    String kind;

    String body;

    String reference;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    int attempts;

    String lease;
}
