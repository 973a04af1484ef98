package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import java.util.Optional;

/** Keeps the sessions of customers. All calls join the caller's transaction. */
public interface PortalSessions {
    /** Opens a session and returns its token, which is not kept. */
    String open(CustomerId customer);

    /** Returns whose session it is, if it has not ended; that it was used keeps it open for some time more. */
    Optional<CustomerId> holder(String token);

    /** Ends a session. */
    void close(String token);

    /** Ends all of a customer's. */
    void forget(CustomerId customer);
}
