package dev.countersign.service.consent;

import dev.countersign.service.interaction.CallerPhones;
import dev.countersign.service.push.TextMessageGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tells whether a challenge could go to its customer by text message. */
@ApplicationScoped
public class OfferTextMessage {
    private final TextMessageGateway gateway;
    private final CallerPhones phones;

    OfferTextMessage(TextMessageGateway gateway, CallerPhones phones) {
        this.gateway = gateway;
        this.phones = phones;
    }

    /** Returns whether there is a gateway, the number at the other end is known, and the challenge waits. */
    @Transactional
    public boolean possible(ConsentChallenge challenge) {
        return gateway.configured()
                && challenge instanceof ConsentChallenge.Waiting
                && phones.known(challenge.ask().interaction());
    }
}
