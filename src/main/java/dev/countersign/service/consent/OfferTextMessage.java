package dev.countersign.service.consent;

import dev.countersign.service.holder.Customers;
import dev.countersign.service.push.TextMessageGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tells whether a challenge could go to its customer by text message. */
@ApplicationScoped
public class OfferTextMessage {
    private final TextMessageGateway gateway;
    private final Customers customers;

    OfferTextMessage(TextMessageGateway gateway, Customers customers) {
        this.gateway = gateway;
        this.customers = customers;
    }

    /** Returns whether there is a gateway, the customer has a telephone number, and the challenge waits. */
    @Transactional
    public boolean possible(ConsentChallenge challenge) {
        return gateway.configured()
                && challenge instanceof ConsentChallenge.Waiting
                && customers.hasPhone(challenge.ask().customer());
    }
}
