package dev.countersign.protocol.webhook;

import dev.countersign.protocol.MalformedInputException;

/** What a receiver verifies webhooks with: {@code whsec_...}, shared with the sender, or {@code whpk_...}, public. */
public sealed interface WebhookVerifyingKey permits WebhookSecret, WebhookPublicKey {

    /**
     * Returns whether one entry of {@code webhook-signature} is a signature of these bytes with this key; false, too, for
     * other versions. Compares in constant time.
     *
     * @param signature with its version; untrusted
     */
    boolean verifies(byte[] content, String signature);

    /**
     * Reads a key as the sender showed it.
     *
     * @throws MalformedInputException when it is neither {@code whsec_} nor {@code whpk_} with base64 behind it, or too short
     */
    static WebhookVerifyingKey parse(String text) {
        return text.startsWith(WebhookPublicKey.PREFIX) ? WebhookPublicKey.parse(text) : WebhookSecret.parse(text);
    }
}
