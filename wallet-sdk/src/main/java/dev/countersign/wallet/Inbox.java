package dev.countersign.wallet;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation has for this wallet, as it comes: server-sent events, resumed where they broke off.
 *
 * <p>{@link #follow} is for a thread of its own. A lost connection is made again after a pause that doubles from one second
 * to half a minute, with jitter, so that a thousand wallets do not come back at the same instant.
 */
public final class Inbox implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Connection connection;
    private final Pause pause;
    private final Receipt receipt;
    private volatile boolean closed;
    private @Nullable String lastEventId;

    /** Opens the stream once. */
    interface Connection {
        Lines open(Optional<String> lastEventId) throws IOException;
    }

    /** Waits; ends early when the thread is interrupted. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /** Tells the organisation that a question arrived; does not wait for it. */
    interface Receipt {
        void of(PushMessage message);
    }

    /** Is told what comes. Called by the thread that follows; what it throws ends the following. */
    public interface Listener {
        /** The connection stands. */
        void connected();

        /** The connection is lost, or never came about; it will be tried again. */
        void disconnected();

        /** Something came; the same event may come twice. */
        void received(InboxEvent event);
    }

    Inbox(Connection connection, Pause pause, Receipt receipt) {
        this.connection = connection;
        this.pause = pause;
        this.receipt = receipt;
    }

    /** Follows the inbox until it is closed or the thread is interrupted. */
    public void follow(Listener listener) {
        Duration next = FIRST_PAUSE;
        while (!closed) {
            if (readOnce(listener)) {
                next = FIRST_PAUSE;
            }
            if (closed) {
                return;
            }
            listener.disconnected();
            try {
                pause.of(jittered(next));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Reads one connection to its end; returns whether it came about. */
    private boolean readOnce(Listener listener) {
        boolean connected = false;
        try (Lines stream = connection.open(Optional.ofNullable(lastEventId))) {
            connected = true;
            listener.connected();
            read(stream, listener);
        } catch (IOException e) {
            // A connection that breaks is this class's daily work: the listener hears of it, and it is made again.
            return connected;
        }
        return connected;
    }

    /** HTML Living Standard 9.2.6: fields until a blank line make one event. */
    private void read(Lines stream, Listener listener) throws IOException {
        String event = "";
        StringBuilder data = new StringBuilder();
        for (Optional<String> line = stream.next(); line.isPresent() && !closed; line = stream.next()) {
            String text = line.get();
            if (text.isEmpty()) {
                dispatch(event, data.toString(), listener);
                event = "";
                data.setLength(0);
            } else if (!text.startsWith(":")) {
                String value = value(text);
                switch (field(text)) {
                    case "event" -> event = value;
                    case "data" -> data.append(data.length() > 0 ? "\n" : "").append(value);
                    case "id" -> lastEventId = value;
                    default -> {
                        // "retry" and fields of later versions.
                    }
                }
            }
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private void dispatch(String event, String data, Listener listener) throws IOException {
        if (data.isEmpty()) {
            return;
        }
        try {
            Optional<InboxEvent> read = InboxEvent.parse(event, Json.parse(data));
            read.ifPresent(listener::received);
            if (read.isPresent() && read.get() instanceof InboxEvent.Challenge challenge) {
                took(challenge.message());
            }
        } catch (MalformedInputException e) {
            throw new IOException("inbox: event (expected: one of ours)", e);
        }
    }

    void took(PushMessage message) {
        receipt.of(message);
    }

    private static Duration jittered(Duration pause) {
        long millis = pause.toMillis();
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Ends {@link #follow}, at the latest with the next line that comes. */
    @Override
    public void close() {
        closed = true;
    }
}
