package dev.countersign.service.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code access_sign_in_attempt}. */
@Entity
@Table(name = "access_sign_in_attempt")
class AttemptRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String account;

    @Column(name = "attempted_at")
    Instant attemptedAt;
}
