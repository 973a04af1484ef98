package dev.countersign.service.push.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code push_subscription}. */
@Entity
@Table(name = "push_subscription")
class SubscriptionRow {
    @Id
    @Column(name = "phone_id")
    String phoneId;

    String platform;

    String endpoint;

    byte[] p256dh;

    byte[] auth;

    @Column(name = "saved_at")
    Instant savedAt;
}
