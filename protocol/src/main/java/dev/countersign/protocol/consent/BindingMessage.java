package dev.countersign.protocol.consent;

import dev.countersign.protocol.MalformedInputException;

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
        if (text.codePoints().allMatch(BindingMessage::space) || length > MAX_CODE_POINTS) {
            throw new MalformedInputException(
                    WHERE + length + " characters (expected: 1.." + MAX_CODE_POINTS + ", not blank)");
        }
        if (text.codePoints().anyMatch(BindingMessage::unfit)) {
            throw new MalformedInputException(
                    WHERE + "a character that is not shown (expected: one line of plain text)");
        }
    }

    private static boolean space(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean unfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // Embeddings, overrides and isolates turn the direction of what follows; a zero-width joiner is part of
            // many emoji.
            case Character.FORMAT -> character != 0x200D && character != 0x200C;
            default -> false;
        };
    }

    /** Does not tell the text: it may speak of the customer. */
    @Override
    public String toString() {
        return "BindingMessage[" + text.length() + "]";
    }
}
