package dev.countersign.service.ledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "ledger_entry")
class LedgerEntryRow {
    @Id
    @Column(name = "log_index")
    long logIndex;

    @Column(name = "entry_type")
    String entryType;

    byte[] commitment;

    @Column(name = "appended_at")
    Instant appendedAt;
}
