package dev.countersign.service.platform.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears PostgreSQL's notifications on one connection and tells the listeners of the topic.
 *
 * <p>Only a hint travels; listeners read the table. When the connection is lost, all are told once it is back, so that
 * nothing is missed.
 */
final class Notifications implements AutoCloseable {
    static final String CHANNEL = "countersign_event";

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final int READERS = 4;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final DataSource database;
    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, daemon("events-reader"));
    private final ExecutorService ear = Executors.newSingleThreadExecutor(daemon("events-ear"));
    private final AtomicBoolean hearing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    Notifications(DataSource database) {
        this.database = database;
    }

    private static java.util.concurrent.ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Tells the listener now, whenever it asks for more, and whenever its topic has something new. */
    void listen(Listener listener) {
        startHearing();
        listener.emitter().onTermination(() -> remove(listener));
        listeners.compute(listener.topic(), (topic, known) -> {
            Set<Listener> set = known == null ? ConcurrentHashMap.newKeySet() : known;
            set.add(listener);
            return set;
        });
        listener.emitter().onRequest(more -> tell(listener));
        tell(listener);
    }

    @Override
    public void close() {
        closed.countDown();
        ear.shutdownNow();
        readers.shutdownNow();
    }

    private void remove(Listener listener) {
        listeners.computeIfPresent(listener.topic(), (topic, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }

    private void tell(Listener listener) {
        try {
            readers.execute(listener::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("the service stops; listeners are not told any more");
        }
    }

    private void tellAll() {
        listeners.values().stream().flatMap(Collection::stream).forEach(this::tell);
    }

    /** What is published before the ear is open is read by the round that follows its opening. */
    private void startHearing() {
        if (hearing.compareAndSet(false, true) && !isClosed()) {
            ear.execute(this::hear);
        }
    }

    private void hear() {
        while (!isClosed()) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + CHANNEL);
                try {
                    tellAll();
                    hearOn(connection);
                } finally {
                    // The connection goes back to the pool; nobody else wants our notifications.
                    statement.execute("unlisten " + CHANNEL);
                }
            } catch (SQLException e) {
                if (!isClosed()) {
                    LOG.warnf("notifications are not heard, trying again: %s", e.getSQLState());
                    pause();
                }
            }
        }
    }

    private void hearOn(Connection connection) throws SQLException {
        PGConnection ear = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            PGNotification[] heard = ear.getNotifications((int) WAIT.toMillis());
            // Silence is also what a database has to say that vanished without a word.
            if (heard.length == 0 && !isClosed() && !connection.isValid((int) WAIT.toSeconds())) {
                throw new SQLException("the database is silent and does not answer", "08006");
            }
            for (PGNotification one : heard) {
                listeners.getOrDefault(one.getParameter(), Set.of()).forEach(this::tell);
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            if (closed.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("woken by the end of the service");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
