package dev.countersign.protocol.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;

/** The sender's Ed25519 private key: {@code whsk_} and base64 of the seed followed by the public key, 64 bytes. */
public final class WebhookPrivateKey implements WebhookSigningKey {
    private static final String PREFIX = "whsk_";
    private static final String VERSION = StandardWebhooks.ASYMMETRIC + ",";
    private static final int KEY_BYTES = 32;

    private final byte[] seed;
    private final WebhookPublicKey publicKey;
    private final JwsSigner signer;

    private WebhookPrivateKey(byte[] seed, WebhookPublicKey publicKey, KeyPair pair) {
        this.seed = seed;
        this.publicKey = publicKey;
        this.signer = JwsSigner.of(pair);
    }

    /** Makes a new one. */
    public static WebhookPrivateKey generate() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        byte[] seed = Base64Url.decode(Keys.toPrivateJwk(pair).path("d").textValue());
        return new WebhookPrivateKey(seed, new WebhookPublicKey(PublicJwk.of(pair.getPublic())), pair);
    }

    /**
     * Reads one.
     *
     * @throws MalformedInputException when it is not {@code whsk_} and base64 of 64 bytes, or its halves do not belong
     *     together
     */
    public static WebhookPrivateKey parse(String text) {
        byte[] both = PrefixedBase64.decode(PREFIX, text);
        if (both.length != 2 * KEY_BYTES) {
            throw malformed();
        }
        byte[] seed = Arrays.copyOf(both, KEY_BYTES);
        WebhookPublicKey publicKey = WebhookPublicKey.of(Arrays.copyOfRange(both, KEY_BYTES, both.length));
        ObjectNode jwk = publicKey.key().toJson();
        KeyPair pair = Keys.parsePrivateJwk(jwk.put("d", Base64Url.encode(seed)));
        WebhookPrivateKey key = new WebhookPrivateKey(seed, publicKey, pair);
        byte[] probe = new byte[0];
        if (!publicKey.verifies(probe, key.sign(probe))) {
            throw malformed();
        }
        return key;
    }

    @Override
    public String text() {
        byte[] both = Arrays.copyOf(seed, 2 * KEY_BYTES);
        System.arraycopy(publicKey.raw(), 0, both, KEY_BYTES, KEY_BYTES);
        return PrefixedBase64.encode(PREFIX, both);
    }

    @Override
    public WebhookPublicKey verifyingKey() {
        return publicKey;
    }

    @Override
    public String sign(byte[] content) {
        return VERSION + Base64.getEncoder().encodeToString(signer.sign(content));
    }

    @Override
    public String toString() {
        return "WebhookPrivateKey";
    }

    private static MalformedInputException malformed() {
        return new MalformedInputException(
                "Standard Webhooks: private key (expected: whsk_ and base64 of seed and public key, 64 bytes)");
    }
}
