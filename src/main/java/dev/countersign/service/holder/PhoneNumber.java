package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164 form: a plus sign and 7 to 15 digits, without spaces or trunk prefix. Personal: it does
 * not show itself, and is stored only as a keyed hash.
 */
public record PhoneNumber(String e164) {
    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!FORM.matcher(e164).matches()) {
            throw new MalformedInputException("E.164: phone (expected: + and 7 to 15 digits, the first not 0)");
        }
    }

    /**
     * Reads a number that came from outside.
     *
     * @throws MalformedInputException when it is not in E.164 form
     */
    public static PhoneNumber parse(String text) {
        return new PhoneNumber(text);
    }

    @Override
    public String toString() {
        return "PhoneNumber";
    }
}
