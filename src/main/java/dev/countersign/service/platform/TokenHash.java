package dev.countersign.service.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How random tokens are stored: SHA-256. Enough for values of 128 random bits or more; guessable ones need
 * {@link KeyedHash}.
 */
public final class TokenHash {
    private TokenHash() {}

    /** Returns the 32 bytes to store. */
    public static byte[] of(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    /** Returns whether the token is the one whose hash is stored, in constant time. */
    public static boolean matches(byte[] stored, String token) {
        return MessageDigest.isEqual(stored, of(token));
    }
}
