package dev.countersign.service.consent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "consent_text_message")
class TextMessageRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "challenge_id")
    String challengeId;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "sent_by")
    String sentBy;

    @Column(name = "asked_at")
    Instant askedAt;

    String outcome;
}
