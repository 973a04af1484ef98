package dev.countersign.service.interaction.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "interaction_phone")
class CallerPhoneRow {
    @Id
    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "sealed_phone")
    byte[] sealedPhone;
}
