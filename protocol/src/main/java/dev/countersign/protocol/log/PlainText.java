package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text of C2SP's formats: valid UTF-8 in lines that end with LF, and no other control characters of ASCII. */
final class PlainText {
    private static final char FIRST_PRINTABLE = 0x20;

    private PlainText() {}

    static String decode(byte[] bytes, int maxBytes, String where) {
        if (bytes.length > maxBytes) {
            throw new MalformedInputException(where + ": " + bytes.length + " bytes (expected: <= " + maxBytes + ")");
        }
        try {
            // A new decoder reports what it cannot read: so these bytes and this text are one to one.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return check(text, where);
        } catch (CharacterCodingException e) {
            throw new MalformedInputException(where + ": encoding (expected: UTF-8)", e);
        }
    }

    static String check(String text, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE && c != '\n') {
                throw new MalformedInputException(where + ": control character (expected: none but LF)");
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedInputException(where + ": lone surrogate (expected: text that UTF-8 can say)");
        }
        return text;
    }

    /** Returns the lines of a text, without their LF; the last one must have one too. */
    static List<String> lines(String text, String where) {
        if (!text.endsWith("\n")) {
            throw new MalformedInputException(where + ": last line (expected: ends with LF)");
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        return lines;
    }
}
