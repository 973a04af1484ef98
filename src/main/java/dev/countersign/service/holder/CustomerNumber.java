package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Pattern;

/** The name by which the bank knows a customer. Stands in paths, so it has a narrow alphabet. */
public record CustomerNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public CustomerNumber {
        if (!FORM.matcher(value).matches()) {
            throw new MalformedInputException(
                    "Countersign: customer_number (expected: 1 to 64 of letters, digits, '.', '_' and '-')");
        }
    }

    /**
     * Reads a number that came from outside.
     *
     * @throws MalformedInputException when it has another form
     */
    public static CustomerNumber parse(String text) {
        return new CustomerNumber(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
