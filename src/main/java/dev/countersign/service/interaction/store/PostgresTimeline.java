package dev.countersign.service.interaction.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.Commitment;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.OpenedRecord;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.TimelineLink;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.EventKey;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Timeline;
import dev.countersign.service.interaction.TimelineEnd;
import dev.countersign.service.interaction.TimelineEntry;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
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

/**
 * Timelines in {@code interaction_timeline}. Plain SQL: it is written when a transaction is about to commit, and whether Hibernate
 * has had its last turn then is nobody's promise.
 */
@ApplicationScoped
class PostgresTimeline implements Timeline {
    private static final String PURPOSE = "timeline";
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('timeline ' || ?, 0))";
    // Of its own, behind the lock: what others committed while we waited must be seen.
    private static final String END =
            "select i.closed_at is not null, t.position, t.commitment from interaction i left join interaction_timeline t"
                    + " on t.interaction_id = i.id where i.id = ? order by t.position desc nulls last limit 1";
    private static final String ROW =
            "select t.position, t.entry_type, t.happened_at, t.commitment, t.entry_id, t.owner,"
                    + " t.sealed from interaction_timeline t";

    private final DataSource database;
    private final PersonalData personalData;

    PostgresTimeline(DataSource database, PersonalData personalData) {
        this.database = database;
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public TimelineEnd lock(InteractionId interaction) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement end = connection.prepareStatement(END)) {
            lock.setString(1, interaction.value());
            lock.execute();
            end.setString(1, interaction.value());
            try (ResultSet row = end.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("interaction: " + interaction + " (expected: one that is kept)");
                }
                byte[] last = row.getBytes(3);
                return last == null
                        ? new TimelineEnd(0, Optional.empty(), row.getBoolean(1))
                        : new TimelineEnd(row.getInt(2) + 1, Optional.of(Commitment.of(last)), row.getBoolean(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a timeline could not be locked", e);
        }
    }

    @Override
    @Transactional
    public void add(TimelineEntry entry, String owner) {
        byte[] sealed =
                personalData.seal(owner, PURPOSE, print(entry.link().opened().orElseThrow()));
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into interaction_timeline (interaction_id, position, entry_type, happened_at, commitment,"
                                + " entry_id, owner, sealed) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, entry.interaction().value());
            insert.setInt(2, entry.position());
            insert.setString(3, entry.link().entry().type().wireName());
            insert.setTimestamp(4, Timestamp.from(entry.at()));
            insert.setBytes(5, entry.link().entry().commitment().bytes());
            insert.setLong(6, entry.entryId().value());
            insert.setString(7, owner);
            insert.setBytes(8, sealed);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an entry of a timeline could not be kept", e);
        }
    }

    @Override
    @Transactional
    public Page<TimelineEntry> list(InteractionId interaction, PageRequest page) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        ROW + " where t.interaction_id = ? and t.position > ? order by t.position limit ?")) {
            select.setString(1, interaction.value());
            select.setInt(2, page.after().map(PostgresTimeline::position).orElse(-1));
            select.setInt(3, page.limit() + 1);
            return Page.of(read(interaction, select), page, entry -> Integer.toString(entry.position()));
        } catch (SQLException e) {
            throw new IllegalStateException("a timeline could not be read", e);
        }
    }

    @Override
    @Transactional
    public void name(EventKey event, TimelineEntry entry) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into interaction_event (interaction_id, event_key, position) values (?, ?, ?)")) {
            insert.setString(1, entry.interaction().value());
            insert.setBytes(2, event.bytes());
            insert.setInt(3, entry.position());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the name of an event could not be kept", e);
        }
    }

    @Override
    @Transactional
    public Optional<TimelineEntry> find(InteractionId interaction, EventKey event) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        ROW + " join interaction_event e on e.interaction_id = t.interaction_id"
                                + " and e.position = t.position where e.interaction_id = ? and e.event_key = ?")) {
            select.setString(1, interaction.value());
            select.setBytes(2, event.bytes());
            return read(interaction, select).stream().findFirst();
        } catch (SQLException e) {
            throw new IllegalStateException("an event could not be looked up", e);
        }
    }

    @Override
    @Transactional
    public void forgetEvents(CustomerId customer) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from interaction_event where interaction_id in"
                                + " (select id from interaction where customer_id = ?)")) {
            delete.setString(1, customer.value());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the names of a customer's events could not be forgotten", e);
        }
    }

    @Override
    @Transactional
    public Optional<EntryId> entry(InteractionId interaction, int position) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select entry_id from interaction_timeline where interaction_id = ? and position = ?")) {
            select.setString(1, interaction.value());
            select.setInt(2, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new EntryId(row.getLong(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an entry of a timeline could not be looked up", e);
        }
    }

    @Override
    @Transactional
    public void viewed(InteractionId interaction, String viewer, Instant at) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into interaction_timeline_view (interaction_id, viewer, viewed_at) values (?, ?, ?)")) {
            insert.setString(1, interaction.value());
            insert.setString(2, viewer);
            insert.setTimestamp(3, Timestamp.from(at));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("that a timeline was read could not be kept", e);
        }
    }

    private List<TimelineEntry> read(InteractionId interaction, PreparedStatement select) throws SQLException {
        List<TimelineEntry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                LogEntry entry =
                        new LogEntry(EntryType.named(rows.getString(2)).orElseThrow(), Commitment.of(rows.getBytes(4)));
                entries.add(new TimelineEntry(
                        interaction,
                        rows.getInt(1),
                        rows.getTimestamp(3).toInstant(),
                        new EntryId(rows.getLong(5)),
                        new TimelineLink(entry, open(rows.getString(6), rows.getBytes(7)))));
            }
        }
        return entries;
    }

    private static byte[] print(OpenedRecord opened) {
        ObjectNode json = Json.object().put("salt", opened.salt().toBase64Url());
        json.set("record", opened.record());
        return Json.print(json);
    }

    // Nothing when the customer was erased: the key is gone, and with it what the entry says.
    private Optional<OpenedRecord> open(String owner, byte[] sealed) {
        try {
            ObjectNode json = Json.parseObject(personalData.open(owner, PURPOSE, sealed));
            return json.path("record") instanceof ObjectNode record
                    ? Optional.of(new OpenedRecord(
                            record, Salt.parse(json.path("salt").asText())))
                    : Optional.empty();
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    private static int position(String after) {
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "cursor: (expected: the next_cursor of an earlier page)");
        }
    }
}
