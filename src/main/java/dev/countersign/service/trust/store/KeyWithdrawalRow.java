package dev.countersign.service.trust.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One line of {@code organisation_key_withdrawal}. */
@Entity
@Immutable
@Table(name = "organisation_key_withdrawal")
class KeyWithdrawalRow {
    @Id
    @Column(name = "key_id")
    String keyId;

    @Column(name = "key_use")
    String keyUse;

    @Column(name = "compromised_since")
    Instant compromisedSince;

    @Column(name = "withdrawn_at")
    Instant withdrawnAt;

    @Column(name = "withdrawn_by")
    String withdrawnBy;
}
