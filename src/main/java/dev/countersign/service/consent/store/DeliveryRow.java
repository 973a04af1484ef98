package dev.countersign.service.consent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "consent_delivery")
class DeliveryRow {
    /** Challenge, wallet and channel. */
    @Embeddable
    record Key(
            @Column(name = "challenge_id") String challengeId,
            @Column(name = "wallet_id") String walletId,
            String channel)
            implements Serializable {}

    @EmbeddedId
    Key key;

    @Nullable
    String platform;

    String state;

    @Column(name = "changed_at")
    Instant changedAt;
}
