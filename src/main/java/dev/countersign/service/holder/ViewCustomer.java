package dev.countersign.service.holder;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Shows a customer's data to whoever may see it, and records that they looked: no record, no look. */
@ApplicationScoped
public class ViewCustomer {
    private final Customers customers;
    private final CurrentCaller caller;
    private final Clock clock;

    ViewCustomer(Customers customers, CurrentCaller caller, Clock clock) {
        this.customers = customers;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Returns the customer.
     *
     * @throws Problem not-found when there is none with this number
     */
    @Transactional
    public Customer view(CustomerNumber number) {
        Customer customer = customers
                .find(number)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        customers.viewed(customer.id(), caller.name(), clock.instant());
        return customer;
    }
}
