package dev.countersign.service.webhook.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code webhook_key}. */
@Entity
@Table(name = "webhook_key")
class WebhookKeyRow {
    @Id
    String id;

    @Column(name = "endpoint_id")
    String endpointId;

    byte[] sealed;

    @Column(name = "made_at")
    Instant madeAt;

    @Column(name = "ends_at")
    @Nullable
    Instant endsAt;
}
