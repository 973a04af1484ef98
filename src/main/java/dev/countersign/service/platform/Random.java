package dev.countersign.service.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;

/** Values that nobody can guess. The only source of them in the service. */
@ApplicationScoped
public class Random {
    private static final int TOKEN_BYTES = 32;

    private final SecureRandom source = new SecureRandom();

    /** Returns so many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        source.nextBytes(bytes);
        return bytes;
    }

    /** Returns 256 random bits in base64url: 43 characters. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** Returns a number from 0 (inclusive) to {@code bound} (exclusive), each as likely as the next. */
    public int below(int bound) {
        return source.nextInt(bound);
    }
}
