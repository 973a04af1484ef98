package dev.countersign.service.platform.client;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Connections that have carried a request: none is kept idle for longer than a few seconds, whatever the other side asks
 * for in {@code Keep-Alive}, and no more than so many are kept at all.
 */
final class KeptConnections {
    private static final long BUSY = Long.MAX_VALUE;
    private static final long GRACE_SECONDS = 10;

    private final Map<HttpConnection, Long> idleSinceNanos = new ConcurrentHashMap<>();
    private final int most;
    private final Duration longestIdle;

    KeptConnections(int most, Duration longestIdle) {
        this.most = most;
        this.longestIdle = longestIdle;
    }

    /** A request goes out. Returns whether the connection has carried one before. */
    boolean begins(HttpConnection connection) {
        Long before = idleSinceNanos.put(connection, BUSY);
        if (before == null) {
            connection.closeHandler(closed -> idleSinceNanos.remove(connection));
            // The exchange tells what went wrong; Vert.x would log what the other side did as an error of ours.
            connection.exceptionHandler(told -> {});
        }
        return before != null;
    }

    /** Its answer is complete. */
    void ends(HttpConnection connection) {
        // Not there any more when the other side closed it after the answer.
        idleSinceNanos.replace(connection, System.nanoTime());
        if (idleSinceNanos.size() > most) {
            dismiss(connection);
        }
    }

    /** Closes those that have been idle for too long. */
    void sweep() {
        long now = System.nanoTime();
        idleSinceNanos.forEach((connection, since) -> {
            if (since != BUSY && now - since > longestIdle.toNanos()) {
                dismiss(connection);
            }
        });
    }

    int size() {
        return idleSinceNanos.size();
    }

    private static void dismiss(HttpConnection connection) {
        // At once if it is idle; what began in this very moment is let through.
        connection.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
