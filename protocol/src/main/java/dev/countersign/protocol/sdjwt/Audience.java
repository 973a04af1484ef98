package dev.countersign.protocol.sdjwt;

import dev.countersign.protocol.MalformedInputException;

/**
 * For whom a key binding is made: the verifier's full client identifier with its prefix (OpenID4VP 1.0 appendix B.3.6),
 * or {@code origin:...}.
 *
 * @param value 1 to {@value #MAX_CHARS} printable ASCII characters without space
 */
public record Audience(String value) {
    /** Longest audience that is read, in characters. */
    public static final int MAX_CHARS = 2_048;

    /** Checks length and alphabet. */
    public Audience {
        if (value.isEmpty() || value.length() > MAX_CHARS) {
            throw new MalformedInputException(
                    "RFC 9901 4.3: aud: " + value.length() + " characters (expected: 1 to " + MAX_CHARS + ")");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new MalformedInputException("RFC 9901 4.3: aud (expected: printable ASCII without space)");
            }
        }
    }

    /**
     * Reads an audience.
     *
     * @throws MalformedInputException when its length or alphabet is another
     */
    public static Audience parse(String text) {
        return new Audience(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
