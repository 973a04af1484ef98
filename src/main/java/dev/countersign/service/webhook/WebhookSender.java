package dev.countersign.service.webhook;

import java.util.List;

/** The way out. One attempt takes less than {@link DeliveryLoop#LEASE}; nothing is retried. */
public interface WebhookSender {
    /**
     * Makes one attempt.
     *
     * @param keys that sign it, at least one
     */
    SendOutcome send(EndpointUrl to, WebhookMessage message, List<EndpointKey> keys);
}
