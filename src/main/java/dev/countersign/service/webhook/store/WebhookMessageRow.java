package dev.countersign.service.webhook.store;

import dev.countersign.service.webhook.EventType;
import dev.countersign.service.webhook.WebhookMessage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code webhook_message}. */
@Entity
@Table(name = "webhook_message")
class WebhookMessageRow {
    @Id
    String id;

    String type;

    String body;

    @Column(name = "occurred_at")
    Instant occurredAt;

    static WebhookMessageRow of(WebhookMessage message) {
        WebhookMessageRow row = new WebhookMessageRow();
        row.id = message.id();
        row.type = message.type().wireName();
        row.body = message.body();
        row.occurredAt = message.occurredAt();
        return row;
    }

    WebhookMessage toMessage() {
        return new WebhookMessage(id, EventType.of(type).orElseThrow(), body, occurredAt);
    }
}
