package dev.countersign.protocol.webhook;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.util.Base64;

/** The sender's Ed25519 public key: {@code whpk_} and base64 of its 32 bytes. */
public final class WebhookPublicKey implements WebhookVerifyingKey {
    static final String PREFIX = "whpk_";

    private static final String VERSION = StandardWebhooks.ASYMMETRIC + ",";

    /** 64 bytes in base64. */
    private static final int SIGNATURE_CHARS = 88;

    private final PublicJwk key;

    WebhookPublicKey(PublicJwk key) {
        this.key = key;
    }

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not {@code whpk_} and base64 of a point of the curve
     */
    public static WebhookPublicKey parse(String text) {
        return of(PrefixedBase64.decode(PREFIX, text));
    }

    static WebhookPublicKey of(byte[] raw) {
        return new WebhookPublicKey(PublicJwk.parse(
                Json.object().put("kty", "OKP").put("crv", "Ed25519").put("x", Base64Url.encode(raw))));
    }

    /** Returns the key as it is written down. */
    public String text() {
        return PrefixedBase64.encode(PREFIX, raw());
    }

    PublicJwk key() {
        return key;
    }

    byte[] raw() {
        return Base64Url.decode(key.member("x").orElseThrow(IllegalStateException::new));
    }

    @Override
    public boolean verifies(byte[] content, String signature) {
        if (!signature.startsWith(VERSION) || signature.length() != VERSION.length() + SIGNATURE_CHARS) {
            return false;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.substring(VERSION.length()));
            return SignatureAlgorithm.EDDSA.verify(key.toPublicKey(), content, bytes);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "WebhookPublicKey";
    }
}
