package dev.countersign.service.consent.store;

import dev.countersign.protocol.Json;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.PurposeJson;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.Purposes;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresPurposes implements Purposes, PanacheRepositoryBase<PurposeRow, PurposeRow.Key> {
    @Override
    @Transactional
    public Optional<Purpose> current(PurposeName name) {
        return find("key.name = ?1 order by key.version desc", name.value())
                .firstResultOptional()
                .map(PostgresPurposes::read);
    }

    @Override
    @Transactional
    public Optional<Purpose> find(PurposeName name, int version) {
        return findByIdOptional(new PurposeRow.Key(name.value(), version)).map(PostgresPurposes::read);
    }

    @Override
    @Transactional
    public List<Purpose> list() {
        // With a name of its own for the outer row: without, the inner one would be compared with itself.
        return find("from PurposeRow r where r.key.version ="
                        + " (select max(p.key.version) from PurposeRow p where p.key.name = r.key.name)"
                        + " order by r.key.name")
                .stream()
                .map(PostgresPurposes::read)
                .toList();
    }

    @Override
    @Transactional
    public boolean add(Purpose purpose, String madeBy, Instant at) {
        return getEntityManager()
                        .createNativeQuery("insert into purpose (name, version, definition, made_at, made_by)"
                                + " values (:name, :version, cast(:definition as jsonb), :at, :by)"
                                + " on conflict do nothing")
                        .setParameter("name", purpose.name().value())
                        .setParameter("version", purpose.version())
                        .setParameter(
                                "definition",
                                new String(Json.print(PurposeJson.print(purpose)), StandardCharsets.UTF_8))
                        .setParameter("at", at)
                        .setParameter("by", madeBy)
                        .executeUpdate()
                == 1;
    }

    private static Purpose read(PurposeRow row) {
        return PurposeJson.parse(new PurposeName(row.key.name()), row.key.version(), Json.parse(row.definition));
    }
}
