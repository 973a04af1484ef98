package dev.countersign.service.ciba.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code ciba_user_code}. */
@Entity
@Table(name = "ciba_user_code")
class UserCodeRow {
    @Id
    @Column(name = "customer_id")
    String customerId;

    @Column(name = "code_hash")
    String codeHash;

    @Column(name = "set_at")
    Instant setAt;
}
