package dev.countersign.service.statuslist;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one of our lists; its last part of the address.
 *
 * @param value {@code stl_...}
 */
public record ListId(String value) {
    private static final Pattern FORM = Pattern.compile("stl_[0-9a-z]{26}");

    /** Reads a name that came from outside; empty when it cannot be one of ours. */
    public static Optional<ListId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ListId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
