package dev.countersign.service.ledger.store;

import dev.countersign.service.ledger.Checkpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** Checkpoints in {@code ledger_checkpoint}. */
@ApplicationScoped
class PostgresCheckpoints implements Checkpoints {
    private final DataSource database;

    PostgresCheckpoints(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Published> newest() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select size, note from ledger_checkpoint order by size desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Published(row.getLong(1), row.getBytes(2))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the newest checkpoint of the log could not be read", e);
        }
    }

    @Override
    public void add(Published checkpoint, Instant signedAt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_checkpoint (size, note, signed_at) select ?, ?, ?"
                                + " where not exists (select 1 from ledger_checkpoint where size >= ?) on conflict do nothing")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.note());
            insert.setTimestamp(3, Timestamp.from(signedAt));
            insert.setLong(4, checkpoint.size());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a checkpoint of the log could not be published", e);
        }
    }
}
