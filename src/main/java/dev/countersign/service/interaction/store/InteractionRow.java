package dev.countersign.service.interaction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "interaction")
class InteractionRow {
    @Id
    String id;

    String channel;
    String direction;

    @Column(name = "external_id")
    @Nullable
    String externalId;

    @Column(name = "customer_id")
    @Nullable
    String customerId;

    @Column(name = "customer_hint")
    byte @Nullable [] customerHint;

    @Nullable
    String agent;

    String state;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;
}
