package dev.countersign.service.interaction;

import dev.countersign.service.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Ends an interaction: nothing more is asked, and the retention of what was seen begins. */
@ApplicationScoped
public class CloseInteraction {
    private final Interactions interactions;
    private final VerifiedIdentities identities;
    private final InteractionEvents events;
    private final Instance<InteractionListener> listeners;
    private final Clock clock;

    CloseInteraction(
            Interactions interactions,
            VerifiedIdentities identities,
            InteractionEvents events,
            @Any Instance<InteractionListener> listeners,
            Clock clock) {
        this.interactions = interactions;
        this.identities = identities;
        this.events = events;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Returns the closed interaction; closing it twice changes nothing.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Interaction close(InteractionId id) {
        FindInteraction.require(interactions, id);
        Instant now = clock.instant();
        if (interactions.close(id, now)) {
            Interaction closed = FindInteraction.require(interactions, id);
            identities.retainFrom(id, now);
            listeners.forEach(listener -> listener.closed(closed));
            events.closed(closed);
        }
        return FindInteraction.require(interactions, id);
    }
}
