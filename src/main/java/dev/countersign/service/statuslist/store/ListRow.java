package dev.countersign.service.statuslist.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code statuslist_list}. */
@Entity
@Table(name = "statuslist_list")
class ListRow {
    @Id
    String id;

    int size;

    long version;

    @Column(name = "is_open")
    boolean open;

    @Column(name = "created_at")
    Instant createdAt;
}
