package dev.countersign.service.retention;

/**
 * Name of a legal hold, as in {@code hld_01k9...}. A name, not a secret.
 *
 * @param value at most 64 characters
 */
public record HoldId(String value) {
    public HoldId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("hold id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
