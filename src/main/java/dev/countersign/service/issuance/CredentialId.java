package dev.countersign.service.issuance;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Pattern;

/**
 * The name of a credential that was issued, all its copies together.
 *
 * @param value {@code crd_...}
 */
public record CredentialId(String value) {
    private static final Pattern FORM = Pattern.compile("crd_[0-9a-z]{26}");

    /**
     * Reads a name that came from outside.
     *
     * @throws MalformedInputException when it has another form
     */
    public static CredentialId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new MalformedInputException("Countersign: credential id (expected: crd_...)");
        }
        return new CredentialId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
