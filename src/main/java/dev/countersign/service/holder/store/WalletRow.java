package dev.countersign.service.holder.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code holder_wallet}. */
@Entity
@Table(name = "holder_wallet")
class WalletRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String platform;

    @Column(name = "holder_key")
    String holderKey;

    String thumbprint;

    String state;

    @Column(name = "sealed_name")
    byte[] sealedName;

    @Nullable
    @Column(name = "message_key")
    String messageKey;

    @Column(name = "enrolled_at")
    Instant enrolledAt;
}
