package dev.countersign.service.ledger.store;

import dev.countersign.protocol.log.LogEntry;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.ledger.WaitingEntries;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** Entries in {@code ledger_waiting}. */
@ApplicationScoped
class PostgresWaitingEntries implements WaitingEntries {
    private final DataSource database;

    PostgresWaitingEntries(DataSource database) {
        this.database = database;
    }

    @Override
    public EntryId add(LogEntry entry, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_waiting (entry, accepted_at) values (?, ?) returning entry_id")) {
            insert.setBytes(1, entry.bytes());
            insert.setTimestamp(2, Timestamp.from(at));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new EntryId(row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an entry of the log could not be accepted", e);
        }
    }

    @Override
    public boolean any() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select exists (select 1 from ledger_waiting)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the entries that wait could not be read", e);
        }
    }

    @Override
    public List<WaitingEntry> take(int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "delete from ledger_waiting where entry_id in"
                                + " (select entry_id from ledger_waiting order by entry_id limit ?) returning entry_id, entry")) {
            delete.setInt(1, most);
            List<WaitingEntry> taken = new ArrayList<>();
            try (ResultSet rows = delete.executeQuery()) {
                while (rows.next()) {
                    taken.add(new WaitingEntry(new EntryId(rows.getLong(1)), rows.getBytes(2)));
                }
            }
            taken.sort(Comparator.comparingLong(entry -> entry.id().value()));
            return taken;
        } catch (SQLException e) {
            throw new IllegalStateException("the entries that wait could not be taken", e);
        }
    }
}
