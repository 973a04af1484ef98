package dev.countersign.service.interaction;

import dev.countersign.service.holder.CustomerErased;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.push.TextMessageGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps the number of who is on the line, for as long as they are, so that a text message can go to the phone that they hold.
 * Where no text messages are sent, no number is kept.
 */
@ApplicationScoped
class KeepCallerPhone implements InteractionListener {
    private final CallerPhones phones;
    private final TextMessageGateway gateway;

    KeepCallerPhone(CallerPhones phones, TextMessageGateway gateway) {
        this.phones = phones;
        this.gateway = gateway;
    }

    void keep(InteractionId interaction, CustomerId customer, PhoneNumber phone) {
        if (gateway.configured()) {
            phones.keep(interaction, customer, phone);
        }
    }

    @Override
    public void closed(Interaction interaction) {
        phones.forget(interaction.id());
    }

    void forget(@Observes CustomerErased erased) {
        phones.forget(erased.customer());
    }
}
