package dev.countersign.wallet;

import dev.countersign.protocol.jose.PublicJwk;

/** The name of a holder key or a message key: the thumbprint of its public half (RFC 7638, SHA-256, base64url). */
public record KeyThumbprint(String value) {
    private static final int LENGTH = 43;

    /** Checks the length. */
    public KeyThumbprint {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("thumbprint length: " + value.length() + " (expected: " + LENGTH + ")");
        }
    }

    /** Returns the name of this key. */
    public static KeyThumbprint of(PublicJwk key) {
        return new KeyThumbprint(key.thumbprint());
    }

    @Override
    public String toString() {
        return value;
    }
}
