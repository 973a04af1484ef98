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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Bodies of requests about customers, as they come in. */
final class CustomerRequests {
    private CustomerRequests() {}

    /** Body of {@code POST /api/v1/customers}. */
    @Schema(name = "NewCustomer", description = "A customer to register")
    record Register(
            @Schema(required = true) @Nullable String customerNumber,
            @Schema(required = true) @Nullable String displayName,
            @Schema(description = "E.164 each") @Nullable List<@Nullable String> phones,

            @Schema(description = "BCP 47 language tag; en when absent") @Nullable
            String locale) {

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
    @Schema(name = "CustomerChange", description = "What changes; what is absent stays")
    record Change(
            @Nullable String displayName,

            @Schema(description = "E.164 each: all of them") @Nullable
            List<@Nullable String> phones,

            @Schema(description = "BCP 47 language tag") @Nullable
            String locale) {

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
