package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes an endpoint out of service; what is pending is given up and can be replayed. */
@ApplicationScoped
class DisableEndpoint {
    private static final Logger LOG = Logger.getLogger(DisableEndpoint.class);

    private final WebhookEndpoints endpoints;
    private final WebhookOutbox outbox;
    private final PublishEvent publish;
    private final Clock clock;

    DisableEndpoint(WebhookEndpoints endpoints, WebhookOutbox outbox, PublishEvent publish, Clock clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.publish = publish;
        this.clock = clock;
    }

    /** Does so in the caller's transaction; one that is disabled stays as it is. */
    @Transactional
    void disable(EndpointId id, EndpointState.Reason reason, String detail) {
        Optional<WebhookEndpoint> found = endpoints.lock(id).filter(WebhookEndpoint::enabled);
        if (found.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        endpoints.change(found.get().in(new EndpointState.Disabled(reason, now, detail)));
        outbox.failAll(id, now, Delivery.ENDPOINT_DISABLED);
        if (reason != EndpointState.Reason.ADMINISTRATOR) {
            LOG.warnf("Webhook endpoint %s is disabled: %s", id, detail);
            ObjectNode data = Json.object()
                    .put("webhook_endpoint", id.value())
                    .put("reason", reason.wireName())
                    .put("disabled_at", now.toString());
            publish.publish(EventType.ENDPOINT_DISABLED, data);
        }
    }
}
