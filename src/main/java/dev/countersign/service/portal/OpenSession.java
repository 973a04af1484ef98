package dev.countersign.service.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives the browser that began a sign-in its session, once the answer is there. Whoever else knows of the sign-in, its code or its
 * number gets none: the browser's own secret went to nobody else.
 */
@ApplicationScoped
public class OpenSession {
    private final SignIns signIns;
    private final PortalSessions sessions;
    private final Clock clock;

    OpenSession(SignIns signIns, PortalSessions sessions, Clock clock) {
        this.signIns = signIns;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Returns the token of a new session; empty when this browser's sign-in is not answered, or gave its session already. */
    @Transactional
    public Optional<String> open(String browser) {
        return signIns.use(browser, clock.instant()).map(sessions::open);
    }
}
