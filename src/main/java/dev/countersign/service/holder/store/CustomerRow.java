package dev.countersign.service.holder.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A row of {@code holder_customer}, with the hashes of the telephone numbers. */
@Entity
@Table(name = "holder_customer")
class CustomerRow {
    @Id
    String id;

    @Column(name = "customer_number")
    String customerNumber;

    @Column(name = "sealed_name")
    byte[] sealedName;

    String locale;

    @Column(name = "registered_at")
    Instant registeredAt;

    @ElementCollection
    @CollectionTable(name = "holder_customer_phone", joinColumns = @JoinColumn(name = "customer_id"))
    @Column(name = "phone_hash")
    Set<String> phoneHashes = new HashSet<>();
}
