package dev.countersign.service.holder.store;

import dev.countersign.service.holder.DidControl;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code holder_did}. Once proven it has no challenge any more, until the proof lapsed. */
@Entity
@Table(name = "holder_did")
class DidRow {
    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "sealed_did")
    byte[] sealedDid;

    @Column(name = "did_hash")
    byte[] didHash;

    @Column(name = "nonce_hash")
    byte[] nonceHash;

    @Column(name = "nonce_expires_at")
    Instant nonceExpiresAt;

    @Column(name = "registered_at")
    Instant registeredAt;

    @Column(name = "proven_at")
    @Nullable
    Instant provenAt;

    @Column(name = "proven_key")
    @Nullable
    String provenKey;

    @Column(name = "keys")
    @JdbcTypeCode(SqlTypes.ARRAY)
    String @Nullable [] currentKeys;

    @Column(name = "checked_at")
    @Nullable
    Instant checkedAt;

    @Nullable
    String lapsed;

    DidControl control() {
        Instant proof = provenAt;
        Instant check = checkedAt;
        String key = provenKey;
        String[] found = currentKeys;
        if (proof == null || check == null || key == null || found == null) {
            return new DidControl.Pending();
        }
        String why = lapsed;
        return why == null
                ? new DidControl.Proven(proof, key, Set.copyOf(Arrays.asList(found)), check)
                : new DidControl.Lapsed(proof, DidControl.Lapse.valueOf(why.toUpperCase(Locale.ROOT)), check);
    }
}
