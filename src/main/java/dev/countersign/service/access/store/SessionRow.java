package dev.countersign.service.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code access_session}. */
@Entity
@Table(name = "access_session")
class SessionRow {
    @Id
    @Column(name = "token_hash")
    byte[] tokenHash;

    String account;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "seen_at")
    Instant seenAt;
}
