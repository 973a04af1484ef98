package dev.countersign.service.message.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code message}. */
@Entity
@Table(name = "message")
class MessageRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Nullable
    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "sent_by")
    String sentBy;

    @Column(name = "sealed_sending")
    byte[] sealedSending;

    @Column(name = "entry_id")
    long entryId;

    @Column(name = "sent_at")
    Instant sentAt;
}
