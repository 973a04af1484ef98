package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Sends again what an administrator asks for, with the same message id: a receiver that had it drops it. */
@ApplicationScoped
public class ReplayDeliveries {
    private final WebhookEndpoints endpoints;
    private final DeliveryLog log;
    private final PublishEvent publish;
    private final Clock clock;
    private final Event<EventWritten> written;

    ReplayDeliveries(
            WebhookEndpoints endpoints,
            DeliveryLog log,
            PublishEvent publish,
            Clock clock,
            Event<EventWritten> written) {
        this.endpoints = endpoints;
        this.log = log;
        this.publish = publish;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Sends one message again, whether it failed or was delivered.
     *
     * @throws Problem not-found; state-conflict when it is still on its way, or the endpoint is disabled
     */
    @Transactional
    public Delivery replay(EndpointId endpoint, DeliveryId id) {
        enabled(endpoint);
        if (log.find(endpoint, id).isEmpty()) {
            throw unknown();
        }
        if (!log.replay(id, clock.instant())) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The message is still on its way.");
        }
        written.fire(new EventWritten());
        return log.find(endpoint, id).orElseThrow(ReplayDeliveries::unknown);
    }

    /**
     * Sends everything again that failed and was written down at {@code from} or later; returns how much.
     *
     * @throws Problem not-found; state-conflict when the endpoint is disabled
     */
    @Transactional
    public int replayFailed(EndpointId endpoint, Instant from) {
        enabled(endpoint);
        int replayed = log.replayFailed(endpoint, from, clock.instant());
        written.fire(new EventWritten());
        return replayed;
    }

    /**
     * Sends a test event.
     *
     * @throws Problem not-found; state-conflict when the endpoint is disabled
     */
    @Transactional
    public void test(EndpointId endpoint) {
        ObjectNode data = Json.object().put("webhook_endpoint", endpoint.value());
        publish.publish(EventType.ENDPOINT_TEST, data, enabled(endpoint));
    }

    private WebhookEndpoint enabled(EndpointId id) {
        WebhookEndpoint endpoint = endpoints.find(id).orElseThrow(AdministerEndpoints::unknown);
        if (!endpoint.enabled()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The endpoint is disabled. Enable it first.");
        }
        return endpoint;
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such delivery to this endpoint.");
    }
}
