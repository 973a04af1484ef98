package dev.countersign.service.interaction;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds an interaction for somebody who may know of it. */
@ApplicationScoped
public class FindInteraction {
    private final Interactions interactions;
    private final CurrentCaller caller;

    FindInteraction(Interactions interactions, CurrentCaller caller) {
        this.interactions = interactions;
        this.caller = caller;
    }

    /**
     * Returns the interaction: an agent's own ones, any for supervisors and machine clients.
     *
     * @throws Problem not-found; forbidden when it is another agent's
     */
    public Interaction find(InteractionId id) {
        Interaction found = require(interactions, id);
        if (caller.staffAccount().isEmpty() || caller.hasRole("supervisor") || caller.hasRole("admin")) {
            return found;
        }
        return ofAgent(found);
    }

    /**
     * Returns the interaction for an act that only the agent who has it, or the contact-centre platform, may do.
     *
     * @throws Problem not-found; forbidden when it is not this agent's
     */
    public Interaction findOwn(InteractionId id) {
        Interaction found = require(interactions, id);
        return caller.staffAccount().isEmpty() ? found : ofAgent(found);
    }

    private Interaction ofAgent(Interaction found) {
        if (!caller.staffAccount().map(found::assignedTo).orElse(false)) {
            throw new Problem(ProblemType.FORBIDDEN, "The interaction is assigned to somebody else.");
        }
        return found;
    }

    static Interaction require(Interactions interactions, InteractionId id) {
        return interactions
                .find(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such interaction."));
    }
}
