package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;

/** The alphabet of {@code state} and {@code wallet_nonce}: ASCII letters, digits, hyphen, full stop, underscore, tilde. */
final class UrlSafe {
    private UrlSafe() {}

    static String require(String text, int maxChars, String what) {
        if (text.isEmpty() || text.length() > maxChars) {
            throw malformed(what, "1 to " + maxChars + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~';
            if (!allowed) {
                throw malformed(what, "letters, digits and -._~");
            }
        }
        return text;
    }

    private static MalformedInputException malformed(String what, String expected) {
        return new MalformedInputException("OpenID4VP 1.0 5: " + what + " (expected: " + expected + ")");
    }
}
