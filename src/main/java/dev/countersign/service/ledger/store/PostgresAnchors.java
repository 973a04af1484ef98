package dev.countersign.service.ledger.store;

import dev.countersign.service.ledger.Anchor;
import dev.countersign.service.ledger.Anchors;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Anchors in {@code ledger_anchor}. */
@ApplicationScoped
class PostgresAnchors implements Anchors {
    private static final String MARK = "select size, note, network, transaction_name, signed, valid_until";

    private final DataSource database;

    PostgresAnchors(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Begun> begun() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        MARK + ", turns, next_turn from ledger_anchor where anchored_at is null");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Begun(
                            mark(row), row.getInt(7), row.getTimestamp(8).toInstant()))
                    : Optional.empty();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public Optional<Made> newest() {
        return list(Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public Page<Made> list(PageRequest page) {
        long before = page.after().map(PostgresAnchors::size).orElse(Long.MAX_VALUE);
        return Page.of(
                list(before, page.limit() + 1),
                page,
                made -> Long.toString(made.mark().size()));
    }

    private static long size(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "cursor: (expected: the next_cursor of an earlier page)");
        }
    }

    private List<Made> list(long before, int most) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(MARK
                        + ", ledger, anchored_at from ledger_anchor where anchored_at is not null and size < ?"
                        + " order by size desc limit ?")) {
            select.setLong(1, before);
            select.setInt(2, most);
            List<Made> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Made(
                            mark(row),
                            new Anchor.Outcome.Taken(
                                    row.getLong(7), row.getTimestamp(8).toInstant())));
                }
            }
            return found;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                row.getLong(1),
                row.getBytes(2),
                new Anchor.Transaction(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()));
    }

    @Override
    public void begin(Mark mark, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger_anchor"
                                + " (size, note, network, transaction_name, signed, valid_until, next_turn)"
                                + " select ?, ?, ?, ?, ?, ?, ? where not exists"
                                + " (select 1 from ledger_anchor where anchored_at is null or size >= ?) on conflict do nothing")) {
            insert.setLong(1, mark.size());
            insert.setBytes(2, mark.note());
            insert.setString(3, mark.transaction().network());
            insert.setString(4, mark.transaction().name());
            insert.setString(5, mark.transaction().signed());
            insert.setTimestamp(6, Timestamp.from(mark.transaction().validUntil()));
            insert.setTimestamp(7, Timestamp.from(now));
            insert.setLong(8, mark.size());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    @Override
    public boolean claim(Begun begun, Instant next) {
        return update(
                        "update ledger_anchor set next_turn = ?, turns = turns + 1 where transaction_name = ?"
                                + " and anchored_at is null and turns = ?",
                        Timestamp.from(next),
                        begun.mark().transaction().name(),
                        begun.turns())
                == 1;
    }

    @Override
    public void putOff(Mark mark, Instant next) {
        update(
                "update ledger_anchor set next_turn = ? where transaction_name = ? and anchored_at is null",
                Timestamp.from(next),
                mark.transaction().name());
    }

    @Override
    public void made(Mark mark, Anchor.Outcome.Taken taken) {
        update(
                "update ledger_anchor set ledger = ?, anchored_at = ? where transaction_name = ? and anchored_at is null",
                taken.ledger(),
                Timestamp.from(taken.at()),
                mark.transaction().name());
    }

    @Override
    public void forget(Mark mark) {
        update(
                "delete from ledger_anchor where transaction_name = ? and anchored_at is null",
                mark.transaction().name());
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(SQLException cause) {
        return new IllegalStateException("the anchors of the log could not be read or kept", cause);
    }
}
