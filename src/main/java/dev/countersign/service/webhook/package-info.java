/**
 * Webhooks: what happened to a challenge or an interaction, told to the organisation's other systems, signed by Standard
 * Webhooks 1.0.0.
 *
 * <p>An event is written down, once for each endpoint that asked for it, in the transaction that makes it true; it is
 * delivered at least once, by any node, and what became of it is in a log. Start at {@link
 * dev.countersign.service.webhook.PublishEvent}.
 */
@NullMarked
package dev.countersign.service.webhook;

import org.jspecify.annotations.NullMarked;
