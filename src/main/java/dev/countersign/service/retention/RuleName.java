package dev.countersign.service.retention;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Pattern;

/** The name of a rule. Stands in paths, so it has a narrow alphabet. */
public record RuleName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public RuleName {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedInputException("retention rule: name (expected: 1 to 64 of a-z, 0-9, '_' and '-')");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
