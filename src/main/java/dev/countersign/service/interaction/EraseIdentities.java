package dev.countersign.service.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Erases verified identities whose retention is over. */
@ApplicationScoped
public class EraseIdentities {
    private final VerifiedIdentities identities;
    private final Clock clock;

    EraseIdentities(VerifiedIdentities identities, Clock clock) {
        this.identities = identities;
        this.clock = clock;
    }

    /** Erases what is due now; returns how many. */
    @Transactional
    public int erase() {
        return identities.erase(clock.instant());
    }
}
