package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.util.Base64;

/** Base64 with padding (RFC 4648 section 4), one text for one value. */
final class StandardBase64 {
    private StandardBase64() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // Java's decoder forgives missing padding and set trailing bits.
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("RFC 4648 4: base64: alphabet or length (expected: with padding)", e);
        }
        throw new MalformedInputException("RFC 4648 4: base64: padding or trailing bits (expected: canonical)");
    }
}
