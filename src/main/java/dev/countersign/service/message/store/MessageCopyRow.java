package dev.countersign.service.message.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code message_copy}. */
@Entity
@Table(name = "message_copy")
class MessageCopyRow {
    /** Message and wallet. */
    @Embeddable
    record Key(
            @Column(name = "message_id") String messageId,
            @Column(name = "wallet_id") String walletId) implements Serializable {}

    @EmbeddedId
    Key key;

    String jwe;

    @Nullable
    @Column(name = "delivered_at")
    Instant deliveredAt;

    @Nullable
    @Column(name = "read_at")
    Instant readAt;
}
