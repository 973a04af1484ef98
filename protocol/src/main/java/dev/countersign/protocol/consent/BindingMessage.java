package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.ShownCharacters;

/**
 * A sentence that the asking side wants both to see, on its own screen and on the customer's, so that they can tell that they
 * speak of the same thing (OpenID CIBA Core 1.0 section 7.1, {@code binding_message}).
 *
 * <p>The writer chooses the language. It is one line of plain text: nothing in it can break the line or turn its direction, so
 * that it cannot pass for a part of the screen around it.
 *
 * @param text 1..{@value #MAX_CODE_POINTS} characters (Unicode code points)
 */
public record BindingMessage(String text) {
    /** The longest message. */
    public static final int MAX_CODE_POINTS = 250;

    private static final String WHERE = "binding message: ";

    /**
     * Checks length and characters.
     *
     * @throws MalformedInputException when it is blank, too long, or holds a character that is not shown
     */
    public BindingMessage {
        int length = text.codePointCount(0, text.length());
        if (text.codePoints().allMatch(ShownCharacters::isSpace) || length > MAX_CODE_POINTS) {
            throw new MalformedInputException(
                    WHERE + length + " characters (expected: 1.." + MAX_CODE_POINTS + ", not blank)");
        }
        if (!text.codePoints().allMatch(ShownCharacters::isPlain)) {
            throw new MalformedInputException(
                    WHERE + "a character that is not shown (expected: one line of plain text)");
        }
    }

    /** Does not tell the text: it may speak of the customer. */
    @Override
    public String toString() {
        return "BindingMessage[" + text.length() + "]";
    }
}
