package dev.countersign.service.holder;

import java.time.Instant;
import java.util.Locale;

/**
 * A person the bank knows.
 *
 * @param locale in which the customer is addressed
 * @param phones how many telephone numbers are registered; the numbers themselves are not kept
 */
public record Customer(
        CustomerId id, CustomerNumber number, DisplayName name, Locale locale, int phones, Instant registeredAt) {

    /** Returns the name as text, for a screen. */
    public String displayName() {
        return name.value();
    }

    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
