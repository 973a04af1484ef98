package dev.countersign.service.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Makes identifiers that sort by the time they were made: a prefix, then 26 characters of Crockford's base32 in lower
 * case (48 bits of milliseconds, 80 random bits).
 *
 * <p>They are names, not secrets.
 */
@ApplicationScoped
public class SortableIds {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;
    private static final int BITS_A_CHARACTER = 5;

    private final Clock clock;
    private final Random random;

    SortableIds(Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new identifier such as {@code chl_01k0...}. */
    public String make(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        long millis = clock.millis();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            id.append(ALPHABET[(int) (millis >>> (i * BITS_A_CHARACTER)) & (ALPHABET.length - 1)]);
        }
        for (byte one : random.bytes(RANDOM_CHARACTERS)) {
            id.append(ALPHABET[one & (ALPHABET.length - 1)]);
        }
        return id.toString();
    }
}
