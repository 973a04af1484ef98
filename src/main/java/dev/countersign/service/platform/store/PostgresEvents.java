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
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
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
import java.util.function.Function;
import javax.sql.DataSource;

/** Events in {@code platform_event}; {@link Notifications} says when there is something new. */
@ApplicationScoped
class PostgresEvents implements Events {
    private static final Duration KEPT = Duration.ofDays(1);

    /**
     * Three statements in one round trip. Without the locks a later id could commit first, and a listener that saw it would
     * skip the earlier one; they are taken in one order, so that nobody waits in a circle.
     */
    private static final String PUBLISH = """
            select pg_advisory_xact_lock(key) from
              (select distinct hashtextextended('event ' || topic, 0) as key from unnest(?) as topic order by 1) as keys;
            insert into platform_event (topic, type, data, published_at)
              select topic, type, data, ? from unnest(?, ?, ?) with ordinality as event (topic, type, data, position)
              order by position;
            select pg_notify(?, topic) from (select distinct topic from unnest(?) as topic) as topics""";

    private final DataSource database;
    private final Clock clock;
    private final TransactionSynchronizationRegistry transaction;
    private final Notifications notifications;

    PostgresEvents(DataSource database, Clock clock, TransactionSynchronizationRegistry transaction) {
        this.database = database;
        this.clock = clock;
        this.transaction = transaction;
        this.notifications = new Notifications(database);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        notifications.close();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void publish(String topic, String type, ObjectNode data) {
        Unpublished event = new Unpublished(topic, type, new String(Json.print(data), StandardCharsets.UTF_8));
        if (transaction.getResource(Batch.class) instanceof Batch batch) {
            batch.events().add(event);
            return;
        }
        Batch batch = new Batch(new ArrayList<>(List.of(event)));
        transaction.putResource(Batch.class, batch);
        transaction.registerInterposedSynchronization(new AtTheEnd(() -> write(batch.events())));
    }

    /** An event of a transaction that has not ended. */
    private record Unpublished(String topic, String type, String data) {}

    /** The events of one transaction. */
    private record Batch(List<Unpublished> events) {}

    /** Runs something before the transaction commits; if it fails, nothing is committed. */
    private record AtTheEnd(Runnable task) implements Synchronization {
        @Override
        public void beforeCompletion() {
            task.run();
        }

        @Override
        public void afterCompletion(int status) {
            // Nothing is left to do.
        }
    }

    // At the end, and all at once: others who publish to these topics wait until we have committed.
    private void write(List<Unpublished> events) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PUBLISH)) {
            Array topics = array(connection, events, Unpublished::topic);
            statement.setArray(1, topics);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.setArray(3, topics);
            statement.setArray(4, array(connection, events, Unpublished::type));
            statement.setArray(5, array(connection, events, Unpublished::data));
            statement.setString(6, Notifications.CHANNEL);
            statement.setArray(7, topics);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("the events of a transaction could not be published", e);
        }
    }

    private static Array array(Connection connection, List<Unpublished> events, Function<Unpublished, String> member)
            throws SQLException {
        return connection.createArrayOf("text", events.stream().map(member).toArray());
    }

    @Override
    public Multi<Event> stream(String topic, OptionalLong afterId) {
        // Now, not when somebody subscribes: a listener that has its answer's head counts on every event from then on.
        long from = afterId.isPresent() ? afterId.getAsLong() : newest(topic);
        return Multi.createFrom()
                .emitter(
                        emitter -> notifications.listen(new Listener(this, topic, from, emitter)),
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
    private long newest(String topic) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select coalesce(max(id), 0) from platform_event where topic = ?")) {
            select.setString(1, topic);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the newest event of a topic could not be read", e);
        }
    }

    @Override
    public long newest() {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(id), 0) from platform_event");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the newest event could not be read", e);
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
