package dev.countersign.service.trust.store;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.TrustChange;
import dev.countersign.service.trust.TrustChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The table {@code trust_change}. */
@ApplicationScoped
class PostgresTrustChanges implements TrustChanges {
    private final EntityManager entities;

    PostgresTrustChanges(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional
    public Page<TrustChange> list(PageRequest page) {
        List<TrustChange> found = entities
                .createQuery("from TrustChangeRow where id < ?1 order by id desc", TrustChangeRow.class)
                .setParameter(1, page.after().map(PostgresTrustChanges::id).orElse(Long.MAX_VALUE))
                .setMaxResults(page.limit() + 1)
                .getResultList()
                .stream()
                .map(row -> new TrustChange(
                        row.id, row.issuer, Optional.ofNullable(row.allowed), row.changedBy, row.changedAt))
                .toList();
        return Page.of(found, page, change -> Long.toString(change.id()));
    }

    private static long id(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "cursor: (expected: the next_cursor of an earlier page)");
        }
    }
}
