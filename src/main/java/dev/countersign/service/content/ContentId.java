package dev.countersign.service.content;

/**
 * Name of a content, as in {@code cnt_01k9...}. A name, not a secret.
 *
 * @param value at most 64 characters
 */
public record ContentId(String value) {
    public ContentId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("content id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
