package dev.countersign.service.webhook.store;

import dev.countersign.service.webhook.ClaimedDelivery;
import dev.countersign.service.webhook.Delivery;
import dev.countersign.service.webhook.DeliveryId;
import dev.countersign.service.webhook.DeliveryState;
import dev.countersign.service.webhook.EndpointId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook_delivery}. While a delivery is claimed, {@code next_attempt_at} is the end of the lease. */
@Entity
@Table(name = "webhook_delivery")
class WebhookDeliveryRow {
    @Id
    String id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "message_id")
    WebhookMessageRow message;

    @Column(name = "endpoint_id")
    String endpointId;

    String state;

    int attempts;

    @Column(name = "next_attempt_at")
    @Nullable
    Instant nextAttemptAt;

    @Nullable
    String lease;

    @Nullable
    String failure;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "queued_at")
    Instant queuedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    ClaimedDelivery toClaimed() {
        return new ClaimedDelivery(
                new DeliveryId(id), new EndpointId(endpointId), message.toMessage(), lease, attempts, queuedAt);
    }

    Delivery toDelivery() {
        return new Delivery(
                new DeliveryId(id),
                new EndpointId(endpointId),
                message.toMessage(),
                DeliveryState.valueOf(state.toUpperCase(Locale.ROOT)),
                attempts,
                Optional.ofNullable(nextAttemptAt),
                Optional.ofNullable(failure),
                createdAt,
                Optional.ofNullable(endedAt));
    }
}
