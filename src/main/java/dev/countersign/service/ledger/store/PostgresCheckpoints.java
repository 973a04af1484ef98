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
    public Optional<Signed> newest() {
        return first("select size, note from ledger_checkpoint order by size desc limit 1");
    }

    @Override
    public Optional<Signed> newestCosigned() {
        return first(
                "select size, cosigned from ledger_checkpoint where cosigned is not null order by size desc limit 1");
    }

    private Optional<Signed> first(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Signed(row.getLong(1), row.getBytes(2))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the newest checkpoint of the log could not be read", e);
        }
    }

    @Override
    public void add(Signed checkpoint, Instant signedAt) {
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
            throw new IllegalStateException("a checkpoint of the log could not be kept", e);
        }
    }

    @Override
    public void cosign(Signed checkpoint) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update ledger_checkpoint set cosigned = ? where size = ? and cosigned is null")) {
            update.setBytes(1, checkpoint.note());
            update.setLong(2, checkpoint.size());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the cosignatures of a checkpoint could not be kept", e);
        }
    }
}
