package dev.countersign.service.push;

/** Whom a push is for: a name that somebody above gave to a phone, and that means nothing here. */
public record PhoneId(String value) {
    private static final int MAX_CHARACTERS = 64;

    public PhoneId {
        if (value.isEmpty() || value.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "phone id: " + value.length() + " characters (expected: 1 to " + MAX_CHARACTERS + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
