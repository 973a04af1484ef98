package dev.countersign.did;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2.1), decoded once and strictly. */
final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED_MARKS = "-._~";

    private PercentEncoding() {}

    /** Refuses a text in which no two hexadecimal digits follow the percent sign at this position. */
    static void requireTriplet(String text, int percent) {
        if (percent + 2 >= text.length() || hex(text.charAt(percent + 1)) < 0 || hex(text.charAt(percent + 2)) < 0) {
            throw new MalformedDidException("RFC 3986 2.1: percent sign (expected: two hexadecimal digits after it)");
        }
    }

    /** Returns the text with each triplet replaced by its byte, once; the bytes must be UTF-8. */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                requireTriplet(text, i);
                bytes.write((hex(text.charAt(i + 1)) << 4) | hex(text.charAt(i + 2)));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                throw new MalformedDidException("RFC 3986 2: character outside ASCII (expected: percent-encoded)");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedDidException("RFC 3986 2.5: percent-encoded bytes (expected: UTF-8)", e);
        }
    }

    /** Returns the text with everything but unreserved characters as triplets of its UTF-8 bytes. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isUnreserved(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0x0F));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
