package dev.countersign.service.holder.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.holder.CustomerChange;
import dev.countersign.service.holder.CustomerDetails;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.PhoneNumber;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about customers, as they come in. */
final class CustomerRequests {
    private CustomerRequests() {}

    /** Body of {@code POST /api/v1/customers}. */
    record Register(
            @Nullable String customerNumber,
            @Nullable String displayName,
            @Nullable List<@Nullable String> phones,
            @Nullable String locale) {

        CustomerDetails parse() {
            return new CustomerDetails(
                    Member.required("/customer_number", customerNumber, CustomerNumber::parse),
                    Member.required("/display_name", displayName, DisplayName::parse),
                    phones == null ? Set.of() : phoneNumbers(phones),
                    Member.optional("/locale", locale, CustomerRequests::locale).orElse(Locale.ENGLISH));
        }

        @Override
        public String toString() {
            return "Register";
        }
    }

    /** Body of {@code PATCH /api/v1/customers/{customer_number}}; what is absent stays. */
    record Change(
            @Nullable String displayName,
            @Nullable List<@Nullable String> phones,
            @Nullable String locale) {

        CustomerChange parse() {
            return new CustomerChange(
                    Member.optional("/display_name", displayName, DisplayName::parse),
                    Optional.ofNullable(phones).map(CustomerRequests::phoneNumbers),
                    Member.optional("/locale", locale, CustomerRequests::locale));
        }

        @Override
        public String toString() {
            return "Change";
        }
    }

    private static Set<PhoneNumber> phoneNumbers(List<@Nullable String> texts) {
        Set<PhoneNumber> phones = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            phones.add(Member.required("/phones/" + i, texts.get(i), PhoneNumber::parse));
        }
        return phones;
    }

    private static Locale locale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            throw new MalformedInputException("BCP 47: locale (expected: a language tag such as en or es-MX)", e);
        }
        throw new MalformedInputException("BCP 47: locale (expected: a language tag such as en or es-MX)");
    }
}
