package dev.countersign.protocol;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Strict base64url without padding (RFC 4648 section 5, RFC 7515 section 2).
 *
 * <p>One text for one value: padding, white space, other alphabets and set trailing bits are refused, so that two
 * different strings never carry the same bytes.
 */
public final class Base64Url {
    private Base64Url() {}

    /** Returns the text of these bytes, without padding. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Returns the bytes of this text.
     *
     * @throws MalformedInputException when it is not canonical base64url without padding
     */
    public static byte[] decode(String text) {
        int length = text.length();
        if (length == 0) {
            return new byte[0];
        }
        int last = valueOf(text.charAt(length - 1));
        int tail = length % 4;
        // The last character carries 4 (tail 2) or 2 (tail 3) bits that belong to no byte: they must be zero.
        if (last < 0 || (tail != 0 && (last & (tail == 2 ? 0x0F : 0x03)) != 0)) {
            throw malformed("padding or trailing bits", null);
        }
        try {
            // Refuses every other character and length; padding could only have been last.
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed("alphabet or length", e);
        }
    }

    private static int valueOf(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' ? 62 : c == '_' ? 63 : -1;
    }

    private static MalformedInputException malformed(String what, @Nullable Throwable cause) {
        String message = "RFC 7515 2: base64url: " + what + " (expected: canonical, without padding)";
        return cause == null ? new MalformedInputException(message) : new MalformedInputException(message, cause);
    }
}
