package dev.countersign.service.content;

/**
 * Name of a reading, as in {@code rdg_01k9...}. A name, not a secret: it opens content only for who asked.
 *
 * @param value at most 64 characters
 */
public record ReadingId(String value) {
    public ReadingId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("reading id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
