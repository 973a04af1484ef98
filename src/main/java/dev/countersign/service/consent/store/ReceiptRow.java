package dev.countersign.service.consent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "consent_receipt")
class ReceiptRow {
    @Id
    String id;

    @Column(name = "challenge_id")
    String challengeId;

    @Column(name = "customer_id")
    String customerId;

    String receipt;

    @Column(name = "entry_id")
    long entryId;

    @Column(name = "made_at")
    Instant madeAt;
}
