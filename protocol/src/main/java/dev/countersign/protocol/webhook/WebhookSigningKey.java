package dev.countersign.protocol.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What a sender signs webhooks with. A secret: it shows itself only in {@link #text}. */
public sealed interface WebhookSigningKey permits WebhookSecret, WebhookPrivateKey {

    /** Returns the key as it is written down, with its prefix; a secret. */
    String text();

    /** Returns what the receiver verifies with. */
    WebhookVerifyingKey verifyingKey();

    /** Returns the signature of these bytes with its version, as in {@code v1,g0hM...}. */
    String sign(byte[] content);

    /**
     * Returns the header {@code webhook-signature} of one attempt.
     *
     * @param keys one signature for each: all that are in force while one takes the place of another
     * @param id of the message; the same for all attempts
     * @param at when this attempt is made; only whole seconds count
     */
    static String header(List<? extends WebhookSigningKey> keys, String id, Instant at, byte[] body) {
        byte[] content = content(id, at.getEpochSecond(), body);
        return keys.stream().map(key -> key.sign(content)).collect(Collectors.joining(" "));
    }

    /** Returns the signed bytes: {@code id.timestamp.body}. */
    static byte[] content(String id, long timestampSeconds, byte[] body) {
        byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[head.length + body.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(body, 0, content, head.length, body.length);
        return content;
    }
}
