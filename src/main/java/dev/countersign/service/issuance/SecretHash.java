package dev.countersign.service.issuance;

import dev.countersign.service.platform.TokenHash;

/** The hash of a secret, as it is stored. */
public final class SecretHash {
    private final byte[] bytes;

    private SecretHash(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static SecretHash of(byte[] bytes) {
        return new SecretHash(bytes);
    }

    /** Returns the hash of a random token. */
    static SecretHash ofToken(String token) {
        return new SecretHash(TokenHash.of(token));
    }

    /** Returns the bytes to store or to look up. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "SecretHash";
    }
}
