package dev.countersign.service.holder.web;

import dev.countersign.service.holder.Customer;
import java.time.Instant;

/** A customer as the API shows it. Telephone numbers are kept as hashes and cannot be shown. */
record CustomerView(
        String id, String customerNumber, String displayName, String locale, int phoneCount, Instant registeredAt) {

    static CustomerView of(Customer customer) {
        return new CustomerView(
                customer.id().value(),
                customer.number().value(),
                customer.displayName(),
                customer.locale().toLanguageTag(),
                customer.phones(),
                customer.registeredAt());
    }

    @Override
    public String toString() {
        return "CustomerView[" + id + "]";
    }
}
