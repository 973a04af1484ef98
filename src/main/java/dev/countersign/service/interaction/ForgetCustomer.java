package dev.countersign.service.interaction;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Removes what interactions keep of a customer, when the customer is erased. */
@ApplicationScoped
class ForgetCustomer {
    private final VerifiedIdentities identities;
    private final Timeline timeline;

    ForgetCustomer(VerifiedIdentities identities, Timeline timeline) {
        this.identities = identities;
        this.timeline = timeline;
    }

    void forget(@Observes CustomerErased erased) {
        identities.forget(erased.customer());
        timeline.forgetEvents(erased.customer());
    }
}
