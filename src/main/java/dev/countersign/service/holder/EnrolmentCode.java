package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A one-time secret by which a wallet becomes the customer's: a name to find it by, a dot, 256 random bits. Only the
 * hash of the secret part is stored.
 *
 * @param id {@code enr_...}, no secret
 * @param secret base64url
 */
public record EnrolmentCode(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("(enr_[0-9a-z]{26})\\.([A-Za-z0-9_-]{43})");

    /** A code that was just made, with the instant from which on it is refused. */
    public record Open(EnrolmentCode code, Instant expiresAt) {

        /** Returns the code as it is given out. */
        public String value() {
            return code.value();
        }
    }

    /**
     * Reads a code that came from outside.
     *
     * @throws MalformedInputException when it has another form
     */
    public static EnrolmentCode parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new MalformedInputException("Countersign: enrolment_code (expected: as it was given out)");
        }
        return new EnrolmentCode(parts.group(1), parts.group(2));
    }

    /** Returns the code as it is given out. */
    public String value() {
        return id + "." + secret;
    }

    @Override
    public String toString() {
        return "EnrolmentCode[" + id + "]";
    }
}
