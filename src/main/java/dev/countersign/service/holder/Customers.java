package dev.countersign.service.holder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The customers of the bank. Names are sealed and telephone numbers hashed before they are stored. What a method wrote
 * is durable when the caller's transaction commits; without one, when it returns.
 */
public interface Customers {

    /** Finds a customer by our name. */
    Optional<Customer> find(CustomerId id);

    /** Finds a customer by the bank's number. */
    Optional<Customer> find(CustomerNumber number);

    /**
     * Finds who may be calling from a number. A household may share one, so there may be several; whoever asks must not
     * pick one.
     */
    List<Customer> findByPhone(PhoneNumber phone);

    /** Returns who of these is a customer, whether or not the key of their data is there; other names of owners are passed over. */
    List<CustomerId> present(List<String> owners);

    /** Adds a customer; empty, and nothing is changed, when the number is taken. */
    Optional<Customer> add(CustomerDetails details);

    /** Changes a customer; empty when there is none. */
    Optional<Customer> change(CustomerId id, CustomerChange change);

    /** Records who looked at a customer's data; kept after the customer is removed. */
    void viewed(CustomerId id, String viewer, Instant at);

    /** Removes the customer with all look-ups and destroys the key that the name was sealed with. */
    void remove(CustomerId id);
}
