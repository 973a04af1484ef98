package dev.countersign.service.ciba.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code ciba_subject}. */
@Entity
@Table(name = "ciba_subject")
class SubjectRow {
    @Id
    String subject;

    @Column(name = "client_id")
    String clientId;

    @Column(name = "customer_id")
    String customerId;
}
