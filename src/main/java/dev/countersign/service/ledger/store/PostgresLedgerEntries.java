package dev.countersign.service.ledger.store;

import dev.countersign.service.ledger.EntryType;
import dev.countersign.service.ledger.LedgerEntries;
import dev.countersign.service.ledger.LogIndex;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@ApplicationScoped
class PostgresLedgerEntries implements LedgerEntries, PanacheRepositoryBase<LedgerEntryRow, Long> {
    // One number for "the log" among the advisory locks of this database.
    private static final long APPEND_LOCK = 0x636f756e746c6f67L;

    @Override
    public LogIndex append(EntryType type, byte[] commitment, Instant at) {
        // Held until the transaction ends: a later position can never become visible before an earlier one.
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(:lock)", Object.class)
                .setParameter("lock", APPEND_LOCK)
                .getSingleResult();
        long next = ((Number) getEntityManager()
                        .createNativeQuery("select coalesce(max(log_index) + 1, 0) from ledger_entry")
                        .getSingleResult())
                .longValue();
        LedgerEntryRow row = new LedgerEntryRow();
        row.logIndex = next;
        row.entryType = type.wireName();
        row.commitment = commitment.clone();
        row.appendedAt = at;
        persistAndFlush(row);
        return new LogIndex(next);
    }
}
