package dev.countersign.protocol.jose;

import java.security.KeyPair;

/**
 * A private key that signs, wherever it lives: in memory, in a phone's secure element, in an HSM.
 *
 * <p>An implementation returns the signature in JOSE form (ECDSA: r||s, RFC 7518 section 3.4; Ed25519: 64 bytes), made
 * over exactly the bytes it is given, and throws IllegalStateException when the key is out of reach.
 */
public interface JwsSigner {

    /** Returns what this key signs with; it never changes. */
    SignatureAlgorithm algorithm();

    /** Returns the signature of these bytes in JOSE form. */
    byte[] sign(byte[] signingInput);

    /**
     * Returns the signer of a key that JCA holds.
     *
     * @throws IllegalArgumentException when the key is for none of our algorithms
     */
    static JwsSigner of(KeyPair pair) {
        return new JcaSigner(
                SignatureAlgorithm.forKey(pair.getPublic())
                        .orElseThrow(
                                () -> new IllegalArgumentException("key: (expected: P-256, P-384, P-521 or Ed25519)")),
                pair.getPrivate());
    }
}
