package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;

/** The rule for names of keys (signed-note): not empty, no space of Unicode, no plus. */
final class KeyName {
    /** Unicode calls it white space; Java does not. */
    private static final int NEXT_LINE = 0x85;

    private KeyName() {}

    static String parse(String name) {
        boolean fits = !name.isEmpty()
                && name.codePoints().noneMatch(KeyName::isForbidden)
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
        if (!fits) {
            throw new MalformedInputException("signed-note: key name (expected: not empty, no spaces, no plus)");
        }
        return name;
    }

    private static boolean isForbidden(int c) {
        return c == '+' || c < ' ' || c == NEXT_LINE || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }
}
