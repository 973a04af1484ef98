package dev.countersign.service.ciba.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code ciba_request}. */
@Entity
@Table(name = "ciba_request")
class BackchannelRequestRow {
    @Id
    String id;

    @Column(name = "auth_req_id_hash")
    byte[] authReqIdHash;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "challenge_id")
    String challengeId;

    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "own_interaction")
    boolean ownInteraction;

    @Column(name = "customer_id")
    String customerId;

    String mode;

    @Column(name = "notification_token")
    byte @Nullable [] notificationToken;

    @Column(name = "interval_seconds")
    int intervalSeconds;

    @Column(name = "last_polled_at")
    @Nullable
    Instant lastPolledAt;

    @Column(name = "asked_at")
    Instant askedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "collected_at")
    @Nullable
    Instant collectedAt;

    @Column(name = "interaction_ended")
    boolean interactionEnded;
}
