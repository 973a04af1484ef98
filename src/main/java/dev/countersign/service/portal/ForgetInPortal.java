package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerErased;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** Ends what a customer has in the portal, when the customer is erased. */
@ApplicationScoped
class ForgetInPortal {
    private final SignIns signIns;
    private final PortalSessions sessions;
    private final ErasureRequests requests;
    private final Clock clock;

    ForgetInPortal(SignIns signIns, PortalSessions sessions, ErasureRequests requests, Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.requests = requests;
        this.clock = clock;
    }

    void forget(@Observes CustomerErased erased) {
        sessions.forget(erased.customer());
        signIns.forget(erased.customer());
        requests.carriedOut(erased.customer(), clock.instant());
    }
}
