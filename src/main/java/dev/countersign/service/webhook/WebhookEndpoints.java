package dev.countersign.service.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where endpoints and their keys last. All calls join the caller's transaction. */
public interface WebhookEndpoints {
    /** Keeps a new one. */
    void add(WebhookEndpoint endpoint);

    /** Finds one. */
    Optional<WebhookEndpoint> find(EndpointId id);

    /** Finds one, and keeps others from changing it until the transaction ends. */
    Optional<WebhookEndpoint> lock(EndpointId id);

    /** Lists all, oldest first. */
    List<WebhookEndpoint> all();

    /** Keeps what was changed; nothing that was asked to wait waits any longer. */
    void change(WebhookEndpoint endpoint);

    /** Forgets one, with its keys and its deliveries. */
    void remove(EndpointId id);

    /** Lists keys that sign at {@code now}, newest first. */
    List<EndpointKey> keys(EndpointId id, Instant now);

    /** Makes these the keys, of which a known one may have got an end; secrets are stored encrypted. */
    void setKeys(EndpointId id, List<EndpointKey> keys);

    /** Sends an endpoint nothing before this time, as it asked. */
    void pause(EndpointId id, Instant until);
}
