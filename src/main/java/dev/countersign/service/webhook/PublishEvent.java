package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells endpoints what happened: written down in the caller's transaction, on its way when that commits, and never said
 * when it rolls back.
 */
@ApplicationScoped
public class PublishEvent {
    private final WebhookEndpoints endpoints;
    private final WebhookOutbox outbox;
    private final SortableIds ids;
    private final Clock clock;
    private final Event<EventWritten> written;

    PublishEvent(
            WebhookEndpoints endpoints,
            WebhookOutbox outbox,
            SortableIds ids,
            Clock clock,
            Event<EventWritten> written) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Tells every endpoint that asked for this type.
     *
     * @param data never personal: names of ours, states, times, and the platform's own id of the conversation
     */
    @Transactional
    public void publish(EventType type, ObjectNode data) {
        List<WebhookEndpoint> asking = endpoints.all().stream()
                .filter(endpoint -> endpoint.types().contains(type))
                .toList();
        if (!asking.isEmpty()) {
            write(type, data, asking);
        }
    }

    /** Tells one endpoint, whatever it asked for. */
    @Transactional
    void publish(EventType type, ObjectNode data, WebhookEndpoint to) {
        write(type, data, List.of(to));
    }

    private void write(EventType type, ObjectNode data, List<WebhookEndpoint> to) {
        Instant now = clock.instant();
        ObjectNode body = Json.object().put("type", type.wireName()).put("timestamp", now.toString());
        body.set("data", data);
        String text = new String(Json.print(body), StandardCharsets.UTF_8);
        outbox.add(new WebhookMessage(ids.make("msg"), type, text, now), to);
        written.fire(new EventWritten());
    }
}
