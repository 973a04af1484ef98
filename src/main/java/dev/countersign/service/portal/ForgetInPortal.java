package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends what a customer has in the portal, when the customer is erased. */
@ApplicationScoped
class ForgetInPortal {
    private final SignIns signIns;
    private final PortalSessions sessions;

    ForgetInPortal(SignIns signIns, PortalSessions sessions) {
        this.signIns = signIns;
        this.sessions = sessions;
    }

    void forget(@Observes CustomerErased erased) {
        sessions.forget(erased.customer());
        signIns.forget(erased.customer());
    }
}
