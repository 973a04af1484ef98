package dev.countersign.service.holder;

import dev.countersign.protocol.MalformedInputException;
import java.util.Locale;
import java.util.Set;

/**
 * What the bank tells about a customer.
 *
 * @param phones at most {@value #MAX_PHONES}
 */
public record CustomerDetails(CustomerNumber number, DisplayName name, Set<PhoneNumber> phones, Locale locale) {
    /** How many telephone numbers one customer may have. */
    public static final int MAX_PHONES = 10;

    public CustomerDetails {
        phones = Set.copyOf(phones);
        checkCount(phones);
    }

    static void checkCount(Set<PhoneNumber> phones) {
        if (phones.size() > MAX_PHONES) {
            throw new MalformedInputException(
                    "Countersign: phones: " + phones.size() + " (expected: at most " + MAX_PHONES + ")");
        }
    }

    @Override
    public String toString() {
        return "CustomerDetails[" + number + "]";
    }
}
