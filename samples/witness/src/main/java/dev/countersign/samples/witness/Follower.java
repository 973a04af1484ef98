package dev.countersign.samples.witness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.time.Clock;

/** Looks at one log again and again, and remembers how it looked last. */
final class Follower implements Runnable {
    private final Followed followed;
    private final Watch watch;
    private final Journal journal;
    private final Clock clock;
    private volatile Look last;

    Follower(Followed followed, Watch watch, Journal journal, Clock clock) {
        this.followed = followed;
        this.watch = watch;
        this.journal = journal;
        this.clock = clock;
        this.last = new Look(LogState.STARTING, "", clock.instant());
    }

    /** Looks until there is nothing more to copy at once; whatever breaks is seen in the state, and tried again. */
    @Override
    public void run() {
        Look look;
        do {
            look = lookOnce();
            if (look.state() != last.state()) {
                journal.note(followed.log().origin() + ": " + look.state().wireName()
                        + (look.detail().isEmpty() ? "" : ", " + look.detail()));
            }
            last = look;
        } while (look.state() == LogState.COPYING && !Thread.currentThread().isInterrupted());
    }

    /** Returns how the log looked last. */
    Look look() {
        return last;
    }

    ObjectNode toJson() throws IOException {
        Look shown = last;
        ObjectNode json = Json.object()
                .put("origin", followed.log().origin())
                .put("url", followed.log().url().toString())
                .put("state", shown.state().wireName())
                .put("checked_at", shown.at().toString())
                .put(
                        "size",
                        followed.memory().seen().map(seen -> seen.tree().size()).orElse(0L))
                .put("copied_size", followed.mirror().copiedSize())
                .put(
                        "cosigned_size",
                        followed.memory()
                                .cosigned()
                                .map(cosigned -> cosigned.tree().size())
                                .orElse(0L));
        return shown.detail().isEmpty() ? json : json.put("detail", shown.detail());
    }

    /** Returns how the log looked last, for people. */
    @Override
    public String toString() {
        Look shown = last;
        return followed.log().origin() + ": " + shown.state().wireName() + ", "
                + followed.mirror().copiedSize() + " entries copied"
                + (shown.detail().isEmpty() ? "" : " (" + shown.detail() + ")");
    }

    private Look lookOnce() {
        try {
            return watch.look();
        } catch (IOException | RuntimeException e) {
            // The edge of the thread: the next look is the recovery.
            return new Look(LogState.FAILING, e.toString(), clock.instant());
        }
    }
}
