package dev.countersign.service.platform.store;

import dev.countersign.service.platform.Event;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One stream of one topic. Told that there may be something new, it reads what it has not yet seen.
 *
 * <p>Runs on one thread at a time: whoever finds it running leaves a mark, and it goes round once more. {@code seen} is
 * owned by the running thread.
 */
final class Listener {
    private static final int BATCH = 100;

    private final PostgresEvents events;
    private final String topic;
    private final MultiEmitter<? super Event> emitter;
    private final AtomicInteger calls = new AtomicInteger();
    private long seen;

    Listener(PostgresEvents events, String topic, long afterId, MultiEmitter<? super Event> emitter) {
        this.events = events;
        this.topic = topic;
        this.seen = afterId;
        this.emitter = emitter;
    }

    String topic() {
        return topic;
    }

    MultiEmitter<? super Event> emitter() {
        return emitter;
    }

    /** Reads and emits until there is nothing new or nothing more is asked for. */
    void run() {
        if (calls.getAndIncrement() > 0) {
            return;
        }
        int handled = 1;
        do {
            try {
                emitWhatIsNew();
            } catch (SQLException e) {
                emitter.fail(e);
            }
            handled = calls.addAndGet(-handled);
        } while (handled > 0);
    }

    private void emitWhatIsNew() throws SQLException {
        while (!emitter.isCancelled() && emitter.requested() > 0) {
            int limit = (int) Math.min(BATCH, emitter.requested());
            var found = events.after(topic, seen, limit);
            if (found.isEmpty()) {
                return;
            }
            for (Event event : found) {
                seen = event.id();
                emitter.emit(event);
            }
        }
    }
}
