package dev.countersign.service.consent;

/**
 * What customer and agent read about a purpose in one language.
 *
 * @param title a few words, as in "To change your address"; 1..80 characters
 * @param description one sentence more; at most 250 characters
 */
public record PurposeText(String title, String description) {
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_DESCRIPTION = 250;

    public PurposeText {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException(
                    "title: " + title.length() + " characters (expected: 1.." + LONGEST_TITLE + ")");
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException(
                    "description: " + description.length() + " characters (expected: <= " + LONGEST_DESCRIPTION + ")");
        }
    }
}
