package dev.countersign.service.platform.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Event;
import dev.countersign.service.platform.Events;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Events in {@code platform_event}; {@link Notifications} says when there is something new. */
@ApplicationScoped
class PostgresEvents implements Events {
    private static final Duration KEPT = Duration.ofDays(1);

    private final DataSource database;
    private final Clock clock;
    private final Notifications notifications;

    PostgresEvents(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.notifications = new Notifications(database);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        notifications.close();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(String topic, String type, ObjectNode data) {
        try (Connection connection = database.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into platform_event (topic, type, data, published_at) values (?, ?, ?, ?)");
                PreparedStatement tell = connection.prepareStatement("select pg_notify(?, ?)")) {
            // Without the lock a later id could commit first, and a listener that saw it would skip the earlier one.
            lock.setString(1, "event " + topic);
            lock.execute();
            insert.setString(1, topic);
            insert.setString(2, type);
            insert.setString(3, new String(Json.print(data), StandardCharsets.UTF_8));
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            insert.executeUpdate();
            tell.setString(1, Notifications.CHANNEL);
            tell.setString(2, topic);
            tell.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("an event could not be published", e);
        }
    }

    @Override
    public Multi<Event> stream(String topic, OptionalLong afterId) {
        return Multi.createFrom()
                .emitter(
                        emitter -> notifications.listen(new Listener(this, topic, afterId, emitter)),
                        BackPressureStrategy.ERROR);
    }

    /** Returns the next events of a topic, at most so many. */
    List<Event> after(String topic, long id, int limit) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select id, type, data from platform_event"
                        + " where topic = ? and id > ? order by id limit ?")) {
            select.setString(1, topic);
            select.setLong(2, id);
            select.setInt(3, limit);
            List<Event> events = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] data = rows.getString(3).getBytes(StandardCharsets.UTF_8);
                    events.add(new Event(rows.getLong(1), topic, rows.getString(2), Json.parseObject(data)));
                }
            }
            return events;
        }
    }

    /** Returns the newest id of a topic; 0 when there is none. */
    long newest(String topic) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select coalesce(max(id), 0) from platform_event where topic = ?")) {
            select.setString(1, topic);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Scheduled(every = "PT10M")
    void prune() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from platform_event where published_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(KEPT)));
            delete.executeUpdate();
        }
    }
}
