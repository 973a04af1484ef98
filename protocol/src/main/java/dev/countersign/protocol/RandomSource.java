package dev.countersign.protocol;

import java.security.SecureRandom;

/** Where unpredictable bytes come from: salts, decoys, nonces. An implementation is fit for keys, and thread-safe. */
@FunctionalInterface
public interface RandomSource {

    /** Returns this many new random bytes. */
    byte[] bytes(int count);

    /** Returns the platform's secure random numbers. */
    static RandomSource secure() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }
}
