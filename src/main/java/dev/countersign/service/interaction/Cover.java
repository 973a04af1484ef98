package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an agent may read of a covered value, to tell it from others: the last four digits of a long number. */
public final class Cover {
    private static final Pattern LONG_NUMBER = Pattern.compile("[A-Z]{0,4}[0-9]{10,}");
    private static final int SHOWN_DIGITS = 4;

    private Cover() {}

    /** Returns the hint; empty where a part would give away too much of the whole. */
    public static Optional<String> hint(JsonNode value) {
        String compact = value.isTextual() ? value.textValue().replaceAll("[\\s-]", "") : "";
        return LONG_NUMBER.matcher(compact).matches()
                ? Optional.of("•••• " + compact.substring(compact.length() - SHOWN_DIGITS))
                : Optional.empty();
    }
}
