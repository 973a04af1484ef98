package dev.countersign.service.consent.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "purpose")
class PurposeRow {
    /** Name and version. */
    @Embeddable
    record Key(String name, int version) implements Serializable {}

    @EmbeddedId
    Key key;

    @JdbcTypeCode(SqlTypes.JSON)
    String definition;

    @Column(name = "made_at")
    Instant madeAt;

    @Column(name = "made_by")
    String madeBy;
}
