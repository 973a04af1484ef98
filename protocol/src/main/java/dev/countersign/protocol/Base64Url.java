package dev.countersign.protocol;

import java.util.Base64;

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
        int tail = length % 4;
        if (tail == 1) {
            throw malformed("length");
        }
        for (int i = 0; i < length; i++) {
            if (valueOf(text.charAt(i)) < 0) {
                throw malformed("alphabet");
            }
        }
        // The last character carries 4 (tail 2) or 2 (tail 3) bits that belong to no byte: they must be zero.
        if (tail != 0 && (valueOf(text.charAt(length - 1)) & (tail == 2 ? 0x0F : 0x03)) != 0) {
            throw malformed("trailing bits");
        }
        return Base64.getUrlDecoder().decode(text);
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

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException(
                "RFC 7515 2: base64url: " + what + " (expected: canonical, without padding)");
    }
}
