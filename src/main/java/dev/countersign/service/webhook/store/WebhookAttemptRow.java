package dev.countersign.service.webhook.store;

import dev.countersign.service.webhook.DeliveryAttempt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook_attempt}. */
@Entity
@Table(name = "webhook_attempt")
class WebhookAttemptRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "delivery_id")
    String deliveryId;

    @Column(name = "attempted_at")
    Instant attemptedAt;

    @Nullable
    Integer status;

    @Nullable
    String failure;

    @Column(name = "took_millis")
    long tookMillis;

    DeliveryAttempt toAttempt() {
        return new DeliveryAttempt(
                attemptedAt, Optional.ofNullable(status), Optional.ofNullable(failure), Duration.ofMillis(tookMillis));
    }
}
