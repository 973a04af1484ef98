package dev.countersign.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Messages on their way out. One node at a time holds a delivery, by a lease: if the node dies the lease lapses and
 * another node goes on, so an attempt is made at least once, always with the same message id.
 *
 * <p>{@code add} is durable when the caller's transaction commits. The claims are short transactions of their own. The
 * others join the caller's transaction.
 */
public interface WebhookOutbox {

    /** Keeps a message, with a delivery to each of these endpoints: due at once, or failed where one is disabled. */
    void add(WebhookMessage message, List<WebhookEndpoint> to);

    /** Lists enabled endpoints for which something is due, but not those. */
    List<EndpointId> due(Instant now, Set<EndpointId> without);

    /** Claims up to {@code most} deliveries to an endpoint that are due and that nobody holds, the longest due first. */
    List<ClaimedDelivery> claim(EndpointId endpoint, int most, Instant now, Duration lease);

    /** Notes an attempt in the log. */
    void note(ClaimedDelivery claimed, DeliveryAttempt attempt);

    /** Ends a delivery that was taken; returns false, and changes nothing, when the claim is not held any more. */
    boolean delivered(ClaimedDelivery claimed, Instant at);

    /** Gives a delivery up; returns false, and changes nothing, when the claim is not held any more. */
    boolean failed(ClaimedDelivery claimed, Instant at, String failure);

    /** Gives the claim back until {@code nextAttempt}; returns false, and changes nothing, when it is not held. */
    boolean postpone(ClaimedDelivery claimed, Instant nextAttempt, String failure);

    /** Gives the claim back as if it had not been claimed, until {@code nextAttempt}. */
    void unclaim(ClaimedDelivery claimed, Instant nextAttempt);

    /** Gives up what is pending for an endpoint and not under way. */
    void failAll(EndpointId endpoint, Instant at, String failure);

    /** Returns whether the endpoint has taken a message since then. */
    boolean tookAny(EndpointId endpoint, Instant since);
}
