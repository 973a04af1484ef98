package dev.countersign.protocol.webhook;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that sender and receiver share: 24 to 64 bytes, {@code whsec_} and base64. Signs with HMAC-SHA-256. */
public final class WebhookSecret implements WebhookSigningKey, WebhookVerifyingKey {
    private static final String PREFIX = "whsec_";
    private static final String VERSION = StandardWebhooks.SYMMETRIC + ",";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int NEW_BYTES = 32;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /** Makes a new one of 256 bits. */
    public static WebhookSecret generate(RandomSource random) {
        return new WebhookSecret(random.bytes(NEW_BYTES));
    }

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not {@code whsec_} and base64 of 24 to 64 bytes
     */
    public static WebhookSecret parse(String text) {
        byte[] key = PrefixedBase64.decode(PREFIX, text);
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new MalformedInputException("Standard Webhooks: length of the secret: " + key.length
                    + " bytes (expected: " + MIN_BYTES + ".." + MAX_BYTES + ")");
        }
        return new WebhookSecret(key);
    }

    @Override
    public String text() {
        return PrefixedBase64.encode(PREFIX, key);
    }

    @Override
    public WebhookVerifyingKey verifyingKey() {
        return this;
    }

    @Override
    public String sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public boolean verifies(byte[] content, String signature) {
        // The text is compared, not what it decodes to: so there is one spelling only, and no decoder that forgives.
        return MessageDigest.isEqual(
                sign(content).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
