package dev.countersign.service.trust.store;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.trust.IssuerId;
import dev.countersign.service.trust.TrustedIssuer;
import dev.countersign.service.trust.TrustedIssuers;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables {@code trust_issuer} and {@code trust_change}. */
@ApplicationScoped
class PostgresTrustedIssuers implements TrustedIssuers {
    private final Rows rows;
    private final EntityManager entities;
    private final Clock clock;

    PostgresTrustedIssuers(Rows rows, EntityManager entities, Clock clock) {
        this.rows = rows;
        this.entities = entities;
        this.clock = clock;
    }

    /** The lines by their key. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<TrustedIssuerRow, String> {}

    @Override
    @Transactional
    public Optional<TrustedIssuer> find(IssuerId id) {
        return rows.findByIdOptional(id.value()).map(TrustedIssuerRow::toTrustedIssuer);
    }

    @Override
    @Transactional
    public Page<TrustedIssuer> list(PageRequest page) {
        List<TrustedIssuer> found =
                rows.find("issuer > ?1 order by issuer", page.after().orElse("")).range(0, page.limit()).list().stream()
                        .map(TrustedIssuerRow::toTrustedIssuer)
                        .toList();
        return Page.of(found, page, issuer -> issuer.id().value());
    }

    @Override
    @Transactional
    public void save(TrustedIssuer issuer, String by) {
        TrustedIssuerRow known = rows.findById(issuer.id().value(), LockModeType.PESSIMISTIC_WRITE);
        TrustedIssuerRow row = known == null ? new TrustedIssuerRow() : known;
        row.take(issuer);
        rows.persist(row);
        record("trusted", issuer.id(), Optional.of(issuer), by);
    }

    @Override
    @Transactional
    public boolean remove(IssuerId id, String by) {
        boolean removed = rows.deleteById(id.value());
        if (removed) {
            record("distrusted", id, Optional.empty(), by);
        }
        return removed;
    }

    private void record(String action, IssuerId id, Optional<TrustedIssuer> allowed, String by) {
        TrustChangeRow change = new TrustChangeRow();
        change.issuer = id.value();
        change.action = action;
        change.allowed = allowed.map(PostgresTrustedIssuers::summary).orElse(null);
        change.changedBy = by;
        change.changedAt = clock.instant();
        entities.persist(change);
    }

    private static String summary(TrustedIssuer issuer) {
        return issuer.vcts().stream()
                .sorted()
                .collect(Collectors.joining(" ", issuer.keys().wireName() + ": ", ""));
    }
}
