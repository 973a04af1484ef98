package dev.countersign.protocol.jose;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * Ed25519 (RFC 8032) by whatever the platform has: JCA on the JVM, Tink where JCA knows no EdDSA (Android before 33).
 *
 * <p>Keys cross this seam in their encodings only (X.509, PKCS #8; RFC 8410), so that both kinds of keys work with both.
 */
final class Ed25519 {
    /** Length of a public key and of a seed, in bytes. */
    static final int KEY_BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;
    private static final byte[] X509_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    private static final byte[] PKCS8_PREFIX = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
    };

    private static final Ed25519Provider PROVIDER = Ed25519Provider.ofPlatform();

    private Ed25519() {}

    static boolean isPublicKey(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EdDSA", "Ed25519" -> hasPrefix(key.getEncoded(), X509_PREFIX);
            default -> false;
        };
    }

    static KeyPair generate() {
        return PROVIDER.generate();
    }

    static byte[] sign(PrivateKey key, byte[] input) {
        return PROVIDER.sign(key, input);
    }

    static boolean verify(PublicKey key, byte[] input, byte[] signature) {
        return signature.length == SIGNATURE_BYTES && PROVIDER.verify(key, input, signature);
    }

    static PublicKey publicKey(byte[] raw) {
        return PROVIDER.publicKey(encoded(raw));
    }

    static PrivateKey privateKey(byte[] seed) {
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + KEY_BYTES);
        System.arraycopy(seed, 0, encoded, PKCS8_PREFIX.length, KEY_BYTES);
        return PROVIDER.privateKey(encoded);
    }

    /** Returns the X.509 encoding of a raw public key. */
    static byte[] encoded(byte[] raw) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        return encoded;
    }

    /** Returns the raw public key, 32 bytes. */
    static byte[] raw(PublicKey key) {
        return afterPrefix(key.getEncoded(), X509_PREFIX);
    }

    /** Returns the seed, 32 bytes, of a key that can be exported. */
    static byte[] seed(PrivateKey key) {
        return afterPrefix(key.getEncoded(), PKCS8_PREFIX);
    }

    private static byte[] afterPrefix(byte[] encoded, byte[] prefix) {
        if (!hasPrefix(encoded, prefix)) {
            throw new IllegalArgumentException("not an Ed25519 key that can be exported");
        }
        return Arrays.copyOfRange(encoded, prefix.length, encoded.length);
    }

    private static boolean hasPrefix(byte @org.jspecify.annotations.Nullable [] encoded, byte[] prefix) {
        return encoded != null
                && encoded.length == prefix.length + KEY_BYTES
                && MessageDigest.isEqual(Arrays.copyOf(encoded, prefix.length), prefix);
    }
}
