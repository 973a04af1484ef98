package dev.countersign.service.holder.web;

import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the customer that a path names. */
@ApplicationScoped
class NamedCustomer {
    private final Customers customers;

    NamedCustomer(Customers customers) {
        this.customers = customers;
    }

    Customer find(String number) {
        return customers
                .find(CustomerNumber.parse(number))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
    }
}
