package dev.countersign.service.presentation.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of {@code presentation_transaction}. */
@Entity
@Table(name = "presentation_transaction")
class TransactionRow {
    @Id
    @Column(name = "request_id")
    String requestId;

    @Column(name = "id")
    String transactionId;

    String recipient;
    String reference;

    byte @Nullable [] sealed;

    String state;

    @Nullable
    String claim;

    @Nullable
    @Column(name = "claim_lapses_at")
    Instant claimLapsesAt;

    boolean opened;

    @Column(name = "expires_at")
    Instant expiresAt;
}
