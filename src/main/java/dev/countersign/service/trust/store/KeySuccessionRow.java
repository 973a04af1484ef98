package dev.countersign.service.trust.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of {@code organisation_key_succession}. */
@Entity
@Table(name = "organisation_key_succession")
class KeySuccessionRow {
    @Id
    @Column(name = "key_id")
    String keyId;

    @Column(name = "key_use")
    String keyUse;

    int version;

    @Column(name = "delay_seconds")
    long delaySeconds;

    @Nullable
    @Column(name = "settled_at")
    Instant settledAt;
}
