package dev.countersign.service.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/**
 * Forgets a customer: wallets, their subscriptions, look-ups, and the key under which every personal value of the
 * customer is sealed, wherever it is stored. What stays (the log's salted commitments) says nothing about anybody.
 */
@ApplicationScoped
public class EraseCustomer {
    private final Customers customers;
    private final Wallets wallets;
    private final RemoveWallet removeWallet;
    private final Event<ErasureAsked> asked;
    private final Event<CustomerErased> erased;

    EraseCustomer(
            Customers customers,
            Wallets wallets,
            RemoveWallet removeWallet,
            Event<ErasureAsked> asked,
            Event<CustomerErased> erased) {
        this.customers = customers;
        this.wallets = wallets;
        this.removeWallet = removeWallet;
        this.asked = asked;
        this.erased = erased;
    }

    /**
     * Erases the customer; all of it or, when something breaks, nothing.
     *
     * @throws dev.countersign.service.platform.Problem state-conflict while the customer must not go
     */
    @Transactional
    public void erase(CustomerId customer) {
        asked.fire(new ErasureAsked(customer));
        eraseAtOnce(customer);
    }

    /** Erases the customer, whose key is gone already, without asking. */
    @Transactional
    void eraseAtOnce(CustomerId customer) {
        wallets.of(customer).forEach(removeWallet::remove);
        erased.fire(new CustomerErased(customer));
        customers.remove(customer);
    }
}
