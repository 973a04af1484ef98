package dev.countersign.protocol.jose;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** The signature algorithms of JOSE that are made and accepted here. There is no {@code none} and no HMAC. */
public enum SignatureAlgorithm {
    /** ECDSA with P-256 and SHA-256 (RFC 7518 section 3.4). */
    ES256("ES256"),
    /** ECDSA with P-384 and SHA-384 (RFC 7518 section 3.4). */
    ES384("ES384"),
    /** ECDSA with P-521 and SHA-512 (RFC 7518 section 3.4). */
    ES512("ES512"),
    /** Ed25519 (RFC 8037 section 3.1; named {@code Ed25519} by RFC 9864). */
    EDDSA("EdDSA");

    private final String wireName;

    SignatureAlgorithm(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the value of the header parameter {@code alg}. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the algorithm that {@code alg} names, if it is one of ours. Names are case-sensitive.
     *
     * @param alg as received; {@code Ed25519} is read as {@link #EDDSA}
     */
    public static Optional<SignatureAlgorithm> of(String alg) {
        return switch (alg) {
            case "ES256" -> Optional.of(ES256);
            case "ES384" -> Optional.of(ES384);
            case "ES512" -> Optional.of(ES512);
            case "EdDSA", "Ed25519" -> Optional.of(EDDSA);
            default -> Optional.empty();
        };
    }

    /** Returns the one algorithm that this key is for, if it is one of ours. */
    public static Optional<SignatureAlgorithm> forKey(PublicKey key) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.fits(key)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Returns whether this key is of the kind and curve that this algorithm demands. */
    public boolean fits(PublicKey key) {
        return switch (this) {
            case ES256 -> key instanceof ECPublicKey ec && EcCurve.P256.isOf(ec);
            case ES384 -> key instanceof ECPublicKey ec && EcCurve.P384.isOf(ec);
            case ES512 -> key instanceof ECPublicKey ec && EcCurve.P521.isOf(ec);
            case EDDSA -> Ed25519.isPublicKey(key);
        };
    }

    byte[] sign(PrivateKey key, byte[] input) {
        return switch (this) {
            case ES256 -> EcCurve.P256.sign(key, input);
            case ES384 -> EcCurve.P384.sign(key, input);
            case ES512 -> EcCurve.P521.sign(key, input);
            case EDDSA -> Ed25519.sign(key, input);
        };
    }

    /**
     * Returns whether a signature outside of JOSE is this key's.
     *
     * @param key that {@link #fits}
     * @param signature in JOSE form
     */
    public boolean verify(PublicKey key, byte[] input, byte[] signature) {
        return switch (this) {
            case ES256 -> EcCurve.P256.verify(key, input, signature);
            case ES384 -> EcCurve.P384.verify(key, input, signature);
            case ES512 -> EcCurve.P521.verify(key, input, signature);
            case EDDSA -> Ed25519.verify(key, input, signature);
        };
    }
}
