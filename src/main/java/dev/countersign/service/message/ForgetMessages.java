package dev.countersign.service.message;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Removes a customer's messages, when the customer is erased. The log keeps a commitment, which then says nothing. */
@ApplicationScoped
class ForgetMessages {
    private final Messages messages;

    ForgetMessages(Messages messages) {
        this.messages = messages;
    }

    void forget(@Observes CustomerErased erased) {
        messages.forget(erased.customer());
    }
}
