package dev.countersign.service.platform.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Event;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into server-sent events (HTML standard, section 9.2): id, type and data of each, and a comment now and then
 * that keeps the connection open through proxies and shows when the other side is gone.
 *
 * <p>An endpoint returns the stream with {@code @Produces(MediaType.SERVER_SENT_EVENTS)}.
 */
@Singleton
public class ServerSentEvents {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int MAX_ID_DIGITS = 18;

    private final Sse sse;

    ServerSentEvents(Sse sse) {
        this.sse = sse;
    }

    /**
     * Reads the {@code Last-Event-ID} header.
     *
     * @throws Problem when it is none of our ids
     */
    public static OptionalLong lastEventId(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return OptionalLong.empty();
        }
        if (header.length() > MAX_ID_DIGITS || !header.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "Last-Event-ID: (expected: an id of this stream)");
        }
        return OptionalLong.of(Long.parseLong(header));
    }

    /** Returns the stream as it goes over the wire. It ends when the listener leaves. */
    public Multi<OutboundSseEvent> of(Multi<Event> events) {
        return Multi.createBy().merging().streams(events.map(this::of), heartbeats());
    }

    /** Returns a stream of words, each an event named {@code "state"}, without ids. It ends when the words end. */
    public Multi<OutboundSseEvent> ofStates(Multi<String> words) {
        Multi<Optional<OutboundSseEvent>> told = words.map(state -> Optional.of(
                        sse.newEventBuilder().name("state").data(state).build()))
                .onCompletion()
                .continueWith(Optional.empty());
        return Multi.createBy()
                .merging()
                .streams(told, heartbeats().map(Optional::of))
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    private Multi<OutboundSseEvent> heartbeats() {
        return Multi.createFrom().ticks().every(HEARTBEAT).onOverflow().drop().map(tick -> sse.newEventBuilder()
                .comment("")
                .build());
    }

    private OutboundSseEvent of(Event event) {
        return sse.newEventBuilder()
                .id(Long.toString(event.id()))
                .name(event.type())
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(new String(Json.print(event.data()), StandardCharsets.UTF_8))
                .build();
    }
}
