package dev.countersign.service.retention.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.retention.HoldId;
import dev.countersign.service.retention.LegalHold;
import dev.countersign.service.retention.LegalHolds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Holds in {@code retention_hold}; their reasons sealed under a key of their own, which outlives the customer. */
@ApplicationScoped
class PostgresLegalHolds implements LegalHolds {
    private static final String OWNER = "retention.holds";
    private static final String PLACED = "placed:";
    private static final String RELEASED = "released:";
    private static final String ROW = "select id, interaction_id, customer_id, sealed_reason, placed_by, placed_at,"
            + " released_by, released_at, sealed_release_reason from retention_hold ";
    private static final String BEYOND_ALL = "~";

    private final DataSource database;
    private final PersonalData personalData;

    PostgresLegalHolds(DataSource database, PersonalData personalData) {
        this.database = database;
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void lock() {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('retention hold', 0))")) {
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("holds could not be locked", e);
        }
    }

    @Override
    @Transactional
    public void add(LegalHold hold) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into retention_hold (id, interaction_id, customer_id, sealed_reason, placed_by, placed_at)"
                                + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, hold.id().value());
            insert.setString(
                    2,
                    hold.subject() instanceof LegalHold.Subject.OfInteraction one
                            ? one.interaction().value()
                            : null);
            insert.setString(
                    3,
                    hold.subject() instanceof LegalHold.Subject.OfCustomer all
                            ? all.customer().value()
                            : null);
            insert.setBytes(4, seal(PLACED + hold.id(), hold.reason()));
            insert.setString(5, hold.placedBy());
            insert.setTimestamp(6, Timestamp.from(hold.placedAt()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a hold could not be kept", e);
        }
    }

    @Override
    @Transactional
    public Optional<LegalHold> find(HoldId id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(ROW + "where id = ?")) {
            select.setString(1, id.value());
            return read(select).stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("a hold could not be read", e);
        }
    }

    @Override
    @Transactional
    public boolean release(HoldId id, LegalHold.Release release) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update retention_hold set released_by = ?, released_at = ?, sealed_release_reason = ?"
                                + " where id = ? and released_at is null")) {
            update.setString(1, release.by());
            update.setTimestamp(2, Timestamp.from(release.at()));
            update.setBytes(3, seal(RELEASED + id, release.reason()));
            update.setString(4, id.value());
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("a hold could not be released", e);
        }
    }

    @Override
    @Transactional
    public Page<LegalHold> list(PageRequest page) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        ROW + "where id < ? collate \"C\" order by id collate \"C\" desc limit ?")) {
            select.setString(1, page.after().orElse(BEYOND_ALL));
            select.setInt(2, page.limit() + 1);
            return Page.of(read(select), page, hold -> hold.id().value());
        } catch (SQLException e) {
            throw new IllegalStateException("holds could not be read", e);
        }
    }

    @Override
    @Transactional
    public boolean holds(CustomerId customer) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select exists (select 1 from retention_hold h left join interaction i on i.id = h.interaction_id"
                                + " where h.released_at is null and ? in (h.customer_id, i.customer_id))")) {
            select.setString(1, customer.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("holds could not be looked up", e);
        }
    }

    private List<LegalHold> read(PreparedStatement select) throws SQLException {
        List<LegalHold> holds = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                holds.add(hold(rows));
            }
        }
        return holds;
    }

    private LegalHold hold(ResultSet row) throws SQLException {
        HoldId id = new HoldId(row.getString("id"));
        String interaction = row.getString("interaction_id");
        Optional<LegalHold.Release> released = row.getTimestamp("released_at") == null
                ? Optional.empty()
                : Optional.of(new LegalHold.Release(
                        row.getString("released_by"),
                        row.getTimestamp("released_at").toInstant(),
                        open(RELEASED + id, row.getBytes("sealed_release_reason"))));
        return new LegalHold(
                id,
                interaction == null
                        ? new LegalHold.Subject.OfCustomer(new CustomerId(row.getString("customer_id")))
                        : new LegalHold.Subject.OfInteraction(new InteractionId(interaction)),
                open(PLACED + id, row.getBytes("sealed_reason")),
                row.getString("placed_by"),
                row.getTimestamp("placed_at").toInstant(),
                released);
    }

    private byte[] seal(String purpose, String text) {
        return personalData.seal(OWNER, purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    private String open(String purpose, byte[] sealed) {
        return new String(personalData.open(OWNER, purpose, sealed), StandardCharsets.UTF_8);
    }
}
