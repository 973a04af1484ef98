package dev.countersign.service.holder;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the bank wants changed about a customer; what is absent stays.
 *
 * @param phones replaces all of them
 */
public record CustomerChange(Optional<DisplayName> name, Optional<Set<PhoneNumber>> phones, Optional<Locale> locale) {
    public CustomerChange {
        phones = phones.map(Set::copyOf);
        phones.ifPresent(CustomerDetails::checkCount);
    }

    @Override
    public String toString() {
        return "CustomerChange";
    }
}
