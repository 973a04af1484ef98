package dev.countersign.service.interaction;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Gives an interaction to an agent: from now on that agent, and nobody else, may ask and see. */
@ApplicationScoped
public class AssignInteraction {
    private final Interactions interactions;
    private final InteractionEvents events;

    AssignInteraction(Interactions interactions, InteractionEvents events) {
        this.interactions = interactions;
        this.events = events;
    }

    /**
     * Returns the interaction as it is now.
     *
     * @throws Problem not-found, state-conflict when it is closed
     */
    @Transactional
    public Interaction assign(InteractionId id, String agent) {
        // Held: of two who take it from the same agent, the second takes it from the first.
        Interaction before = interactions
                .hold(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such interaction."));
        if (before.assignedTo(agent)) {
            return before;
        }
        if (!interactions.assign(id, agent)) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The interaction is closed (expected: open).");
        }
        Interaction after = FindInteraction.require(interactions, id);
        events.unassigned(before);
        events.assigned(after);
        return after;
    }
}
