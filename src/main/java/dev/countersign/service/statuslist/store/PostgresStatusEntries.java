package dev.countersign.service.statuslist.store;

import dev.countersign.protocol.statuslist.CredentialStatus;
import dev.countersign.service.statuslist.ListId;
import dev.countersign.service.statuslist.StatusEntries;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists in {@code statuslist_list}, entries that were given out in {@code statuslist_entry}. */
@ApplicationScoped
class PostgresStatusEntries implements StatusEntries, PanacheRepositoryBase<ListRow, String> {
    private final EntityManager database;
    private final Clock clock;

    PostgresStatusEntries(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<State> open() {
        return find("open = true order by id desc").firstResultOptional().map(PostgresStatusEntries::state);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void replace(Optional<ListId> full, State fresh) {
        // One at a time: of several that find the list full, the first replaces it and the others find it replaced.
        database.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('statuslist_list'))", Integer.class)
                .getSingleResult();
        full.ifPresent(id -> update("open = false where id = ?1", id.value()));
        if (count("open = true") > 0) {
            return;
        }
        ListRow row = new ListRow();
        row.id = fresh.id().value();
        row.size = fresh.size();
        row.version = fresh.version();
        row.open = true;
        row.createdAt = clock.instant();
        persist(row);
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean occupy(ListId list, int index) {
        return database.createNativeQuery("insert into statuslist_entry (list_id, index, status, allocated_at)"
                                + " values (:list, :index, 0, :now) on conflict do nothing")
                        .setParameter("list", list.value())
                        .setParameter("index", index)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                == 1;
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean change(ListId list, int index, CredentialStatus status) {
        int changed = database.createNativeQuery("update statuslist_entry set status = :status"
                        + " where list_id = :list and index = :index and status <> :invalid")
                .setParameter("status", status.value())
                .setParameter("list", list.value())
                .setParameter("index", index)
                .setParameter("invalid", CredentialStatus.INVALID.value())
                .executeUpdate();
        if (changed == 1) {
            update("version = version + 1 where id = ?1", list.value());
        }
        return changed == 1;
    }

    @Override
    @Transactional
    public Optional<CredentialStatus> at(ListId list, int index) {
        List<?> found = database.createNativeQuery(
                        "select status from statuslist_entry where list_id = :list and index = :index", Integer.class)
                .setParameter("list", list.value())
                .setParameter("index", index)
                .getResultList();
        return found.stream().findFirst().map(status -> CredentialStatus.of((Integer) status));
    }

    @Override
    @Transactional
    public Optional<State> find(ListId list) {
        List<?> found = database.createNativeQuery("select size, version from statuslist_list where id = :list")
                .setParameter("list", list.value())
                .getResultList();
        return found.stream()
                .findFirst()
                .map(row -> (Object[]) row)
                .map(row -> new State(list, ((Number) row[0]).intValue(), ((Number) row[1]).longValue()));
    }

    @Override
    @Transactional
    public Map<Integer, CredentialStatus> exceptions(ListId list) {
        Map<Integer, CredentialStatus> exceptions = new HashMap<>();
        for (Object found : database.createNativeQuery(
                        "select index, status from statuslist_entry where list_id = :list and status <> 0")
                .setParameter("list", list.value())
                .getResultList()) {
            Object[] row = (Object[]) found;
            exceptions.put(((Number) row[0]).intValue(), CredentialStatus.of(((Number) row[1]).intValue()));
        }
        return exceptions;
    }

    private static State state(ListRow row) {
        return new State(new ListId(row.id), row.size, row.version);
    }
}
