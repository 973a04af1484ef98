package dev.countersign.service.message;

/**
 * Name of a message, as in {@code msg_01k9...}. A name, not a secret.
 *
 * @param value at most 64 characters
 */
public record MessageId(String value) {
    public MessageId {
        if (value.isEmpty() || value.length() > 64) {
            throw new IllegalArgumentException("message id: " + value.length() + " characters (expected: 1..64)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
