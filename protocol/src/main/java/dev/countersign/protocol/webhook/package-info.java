/**
 * Webhooks signed by Standard Webhooks 1.0.0: HMAC-SHA-256 ({@code v1}) and Ed25519 ({@code v1a}), both sides.
 *
 * <p>A receiver starts at {@link dev.countersign.protocol.webhook.WebhookVerifier}, a sender at {@link
 * dev.countersign.protocol.webhook.WebhookSigningKey}.
 */
@NullMarked
package dev.countersign.protocol.webhook;

import org.jspecify.annotations.NullMarked;
