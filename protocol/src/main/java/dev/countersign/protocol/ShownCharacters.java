package dev.countersign.protocol;

/** Which characters a text from outside may bring to somebody's screen. */
public final class ShownCharacters {
    private ShownCharacters() {}

    /** Returns whether nobody sees this code point: every kind of white space. */
    public static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /**
     * Returns whether this code point stands where it is put, and does nothing to what is around it: no control character, no
     * break, nothing that turns the direction of writing, and none whose look nobody knows.
     */
    public static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            // Embeddings, overrides and isolates turn the direction of what follows; a zero-width joiner is part of
            // many emoji.
            case Character.FORMAT -> character == 0x200D || character == 0x200C;
            default -> true;
        };
    }
}
