package dev.countersign.service.interaction;

/**
 * Name of an interaction, as in {@code int_01k9...}. A name, not a secret.
 *
 * @param value at most 64 characters
 */
public record InteractionId(String value) {
    public InteractionId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("interaction id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
