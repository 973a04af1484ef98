package dev.countersign.service.webhook;

import java.time.Instant;
import java.util.Set;

/**
 * A receiver.
 *
 * @param description for administrators; at most 200 characters
 * @param types what it is told; not empty
 */
public record WebhookEndpoint(
        EndpointId id,
        EndpointUrl url,
        String description,
        Set<EventType> types,
        EndpointState state,
        Instant createdAt) {
    /** Keeps its own copy of the types. */
    public WebhookEndpoint {
        types = Set.copyOf(types);
    }

    /** Returns whether it is sent anything. */
    public boolean enabled() {
        return state instanceof EndpointState.Enabled;
    }

    /** Returns the same endpoint in another state. */
    public WebhookEndpoint in(EndpointState other) {
        return new WebhookEndpoint(id, url, description, types, other, createdAt);
    }
}
