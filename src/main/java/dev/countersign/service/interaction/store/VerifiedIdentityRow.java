package dev.countersign.service.interaction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "verified_identity")
class VerifiedIdentityRow {
    @Id
    @Column(name = "challenge_id")
    String challengeId;

    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "customer_id")
    String customerId;

    byte[] attributes;

    /** Paths, in JSON. */
    @Nullable
    String covered;

    /** ISO 8601 duration. */
    String retention;

    @Column(name = "verified_at")
    Instant verifiedAt;

    @Column(name = "visible_until")
    Instant visibleUntil;
}
