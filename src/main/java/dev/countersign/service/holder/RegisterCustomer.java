package dev.countersign.service.holder;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Makes the bank's customer known to us. */
@ApplicationScoped
public class RegisterCustomer {
    private final Customers customers;

    RegisterCustomer(Customers customers) {
        this.customers = customers;
    }

    /**
     * Registers a customer.
     *
     * @throws Problem {@code state-conflict} when the number is taken
     */
    @Transactional
    public Customer register(CustomerDetails details) {
        return customers.add(details).orElseThrow(() -> new Problem(
                        ProblemType.STATE_CONFLICT, "There is a customer with this number already.")
                .at("/customer_number", "expected: a number that is not taken"));
    }
}
