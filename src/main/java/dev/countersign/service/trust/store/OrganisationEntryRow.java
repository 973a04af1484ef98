package dev.countersign.service.trust.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of {@code organisation_did_entry}. */
@Entity
@Table(name = "organisation_did_entry")
class OrganisationEntryRow {
    @Id
    int version;

    String line;

    String reason;

    @Column(name = "made_by")
    String madeBy;

    @Column(name = "made_at")
    Instant madeAt;

    @Nullable
    @Column(name = "published_at")
    Instant publishedAt;
}
