package dev.countersign.service.consent;

import java.util.regex.Pattern;

/**
 * Name of a purpose, as in {@code change_address}.
 *
 * @param value lower-case letters, digits and underscores; 1..64 characters, a letter first
 */
public record PurposeName(String value) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public PurposeName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("purpose name (expected: " + NAME + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
