package dev.countersign.service.ciba.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code ciba_notification}. While one is claimed, {@code next_attempt_at} is the end of the lease. */
@Entity
@Table(name = "ciba_notification")
class NotificationRow {
    @Id
    @Column(name = "request_id")
    String requestId;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    int attempts;

    @Nullable
    String lease;

    @Column(name = "done_at")
    @Nullable
    Instant doneAt;

    @Nullable
    Boolean delivered;
}
