package dev.countersign.service.holder.web;

import dev.countersign.service.holder.Customer;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A customer as the API shows it. Telephone numbers are kept as hashes and cannot be shown. */
@Schema(name = "Customer", description = "A customer; telephone numbers are kept as hashes and cannot be shown")
record CustomerView(
        @Schema(description = "cus_...") String id,
        String customerNumber,
        String displayName,
        @Schema(description = "BCP 47 language tag") String locale,

        @Schema(description = "How many telephone numbers are registered", minimum = "0")
        int phoneCount,

        Instant registeredAt) {

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
