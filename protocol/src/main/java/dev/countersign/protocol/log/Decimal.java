package dev.countersign.protocol.log;

import dev.countersign.protocol.MalformedInputException;

/** Numbers as C2SP writes them: decimal digits, no sign, no leading zero, at most 63 bits. */
final class Decimal {
    private static final int MAX_DIGITS = 19;

    private Decimal() {}

    static long parse(String text, String where) {
        int length = text.length();
        if (length == 0 || length > MAX_DIGITS || (length > 1 && text.charAt(0) == '0')) {
            throw malformed(where, null);
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw malformed(where, null);
            }
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed(where, e);
        }
    }

    private static MalformedInputException malformed(
            String where, @org.jspecify.annotations.Nullable NumberFormatException cause) {
        String message = where + " (expected: decimal, without leading zero, below 2^63)";
        return cause == null ? new MalformedInputException(message) : new MalformedInputException(message, cause);
    }
}
