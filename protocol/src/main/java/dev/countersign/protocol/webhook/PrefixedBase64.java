package dev.countersign.protocol.webhook;

import dev.countersign.protocol.MalformedInputException;
import java.util.Base64;

/** Keys as Standard Webhooks writes them: a prefix that says what it is, then base64 with its padding. */
final class PrefixedBase64 {
    private static final int MAX_CHARS = 200;

    private PrefixedBase64() {}

    static byte[] decode(String prefix, String text) {
        if (!text.startsWith(prefix) || text.length() > MAX_CHARS) {
            throw malformed(prefix);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text.substring(prefix.length()));
            // Java's decoder forgives missing padding.
            if (!encode(prefix, bytes).equals(text)) {
                throw malformed(prefix);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            // The cause would show a character of the key.
            throw malformed(prefix);
        }
    }

    static String encode(String prefix, byte[] bytes) {
        return prefix + Base64.getEncoder().encodeToString(bytes);
    }

    private static MalformedInputException malformed(String prefix) {
        return new MalformedInputException("Standard Webhooks: key (expected: " + prefix + " and base64)");
    }
}
