package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;

/** How a customer, or a customer's device, is called on a screen. Personal: it does not show itself in logs. */
public record DisplayName(String value) {
    private static final int MAX_CHARACTERS = 200;

    public DisplayName {
        if (value.isBlank()
                || value.length() > MAX_CHARACTERS
                || value.codePoints().anyMatch(DisplayName::unsuitable)) {
            throw new MalformedInputException("Countersign: display_name (expected: 1 to " + MAX_CHARACTERS
                    + " characters, not blank, no control characters)");
        }
    }

    /** Controls and direction overrides: a name must not rearrange the screen around it. */
    private static boolean unsuitable(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    /**
     * Reads a name that came from outside.
     *
     * @throws MalformedInputException when it is blank, too long, or has characters that do not belong in a name
     */
    public static DisplayName parse(String text) {
        return new DisplayName(text);
    }

    @Override
    public String toString() {
        return "DisplayName";
    }
}
