package dev.countersign.service.platform.client;

import dev.countersign.service.platform.OutboundRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** When a whole exchange must be over: look-up, connection, redirects and the last byte. */
final class Deadline {
    private final Duration allowed;
    private final long endNanos;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.endNanos = System.nanoTime() + allowed.toNanos();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /**
     * Waits for a result until then, and gives it up.
     *
     * @throws SocketTimeoutException when there is none in time
     * @throws InterruptedIOException when the thread was interrupted
     * @throws IOException why there is none
     */
    <T> T await(Future<T> result) throws IOException {
        try {
            return result.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            SocketTimeoutException late = new SocketTimeoutException("no complete answer within " + allowed);
            late.initCause(e);
            throw late;
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw reason(e.getCause());
        }
    }

    private static IOException reason(@Nullable Throwable cause) {
        if (cause instanceof OutboundRefusedException refused) {
            return refused;
        }
        if (cause instanceof ConnectException unconnected) {
            return unconnected;
        }
        if (cause instanceof StaleConnectionException stale) {
            return stale;
        }
        return new IOException("the other side cannot be reached", cause);
    }
}
