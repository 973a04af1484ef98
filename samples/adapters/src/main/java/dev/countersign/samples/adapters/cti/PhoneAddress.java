package dev.countersign.samples.adapters.cti;

import dev.countersign.protocol.MalformedInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as telephone systems write them: {@code tel:} (RFC 3966), {@code sip:} (RFC 3261), or a bare number. */
final class PhoneAddress {
    private static final Pattern USER =
            Pattern.compile("(?:(?:tel|sips?):)?([^@;>]{1,64}).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{5,14}");

    private PhoneAddress() {}

    /**
     * Returns the number of somebody outside.
     *
     * @throws MalformedInputException when it is not in the form of E.164: the telephone system must add the country
     */
    static String toE164(String address) {
        String number = extension(address).replaceAll("[\\s().-]", "");
        String international = number.startsWith("00") ? "+" + number.substring(2) : number;
        if (!E164.matcher(international).matches()) {
            throw new MalformedInputException("calling device (expected: E.164, as in tel:+12025550143)");
        }
        return international;
    }

    /** Returns what stands before the host and the parameters. */
    static String extension(String address) {
        Matcher matcher = USER.matcher(address.strip());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
