package dev.countersign.protocol.message;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.ShownCharacters;
import java.util.regex.Pattern;

/**
 * What a message says. Plain text: nothing in it can turn the direction of writing or hide, so that it cannot pass for a part of
 * the screen around it. It is a secret between the organisation and the customer; {@link #toString} tells nothing of it.
 *
 * @param subject one line of 1..{@value #MAX_SUBJECT} characters (Unicode code points)
 * @param text 1..{@value #MAX_TEXT} characters; lines end with U+000A
 * @param language of both, a BCP 47 tag
 */
public record MessageText(String subject, String text, String language) {
    /** The longest subject, in code points. */
    public static final int MAX_SUBJECT = 120;

    /** The longest text, in code points. */
    public static final int MAX_TEXT = 4_000;

    private static final String WHERE = "Countersign message: ";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}");

    /**
     * Checks lengths and characters.
     *
     * @throws MalformedInputException when one is blank, too long, or holds a character that is not shown
     */
    public MessageText {
        checkSubject(subject);
        checkText(text);
        checkLanguage(language);
    }

    /**
     * Returns the subject when it is one.
     *
     * @throws MalformedInputException when it is not
     */
    public static String checkSubject(String subject) {
        requireLength("subject", subject, MAX_SUBJECT);
        if (!subject.codePoints().allMatch(ShownCharacters::isPlain)) {
            throw new MalformedInputException(WHERE + "subject (expected: one line of plain text)");
        }
        return subject;
    }

    /**
     * Returns the text when it is one.
     *
     * @throws MalformedInputException when it is not
     */
    public static String checkText(String text) {
        requireLength("text", text, MAX_TEXT);
        if (!text.codePoints().allMatch(character -> character == '\n' || ShownCharacters.isPlain(character))) {
            throw new MalformedInputException(WHERE + "text (expected: plain text, lines end with U+000A)");
        }
        return text;
    }

    /**
     * Returns the language when it is one.
     *
     * @throws MalformedInputException when it is not
     */
    public static String checkLanguage(String language) {
        if (language.length() > 35 || !LANGUAGE.matcher(language).matches()) {
            throw new MalformedInputException(WHERE + "lang (expected: a BCP 47 tag)");
        }
        return language;
    }

    private static void requireLength(String name, String value, int max) {
        int length = value.codePointCount(0, value.length());
        if (length > max || value.codePoints().allMatch(ShownCharacters::isSpace)) {
            throw new MalformedInputException(
                    WHERE + name + ": " + length + " characters (expected: 1.." + max + ", not blank)");
        }
    }

    /** Does not tell what it says. */
    @Override
    public String toString() {
        return "MessageText[" + language + "]";
    }
}
