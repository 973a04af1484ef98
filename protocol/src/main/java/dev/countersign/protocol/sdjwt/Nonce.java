package dev.countersign.protocol.sdjwt;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;

/**
 * What makes one request unlike every other (OpenID4VP 1.0 section 5.2); it is a secret of its two sides.
 *
 * @param value 1 to {@value #MAX_CHARS} characters of {@code A-Z a-z 0-9 - . _ ~}
 */
public record Nonce(String value) {
    /** Longest nonce that is read, in characters. */
    public static final int MAX_CHARS = 512;

    private static final int RANDOM_BYTES = 32;

    /** Checks length and alphabet. */
    public Nonce {
        if (value.isEmpty() || value.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "OpenID4VP 5.2: nonce: " + value.length() + " characters (expected: 1 to " + MAX_CHARS + ")");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isUrlSafe(value.charAt(i))) {
                throw new MalformedInputException("OpenID4VP 5.2: nonce (expected: URL-safe ASCII)");
            }
        }
    }

    /**
     * Reads a nonce.
     *
     * @throws MalformedInputException when its length or alphabet is another
     */
    public static Nonce parse(String text) {
        return new Nonce(text);
    }

    /** Returns a new nonce of 256 random bits. */
    public static Nonce random(RandomSource random) {
        return new Nonce(Base64Url.encode(random.bytes(RANDOM_BYTES)));
    }

    private static boolean isUrlSafe(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** Does not tell the value. */
    @Override
    public String toString() {
        return "Nonce[" + value.length() + " characters]";
    }
}
