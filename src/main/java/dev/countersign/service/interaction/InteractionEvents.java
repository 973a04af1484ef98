package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tells those who watch an interaction, and the agent who has it, what happened; in the caller's transaction. */
@ApplicationScoped
public class InteractionEvents {
    private final Events events;
    private final Clock clock;

    InteractionEvents(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void opened(Interaction interaction) {
        publish(interaction, "interaction.opened", Json.object());
    }

    void assigned(Interaction interaction) {
        publish(interaction, "interaction.assigned", Json.object());
    }

    /** Tells the agent who had it that somebody else has it now. */
    void unassigned(Interaction before) {
        before.agent()
                .ifPresent(agent ->
                        events.publish("staff:" + agent, "interaction.unassigned", named(before, Json.object())));
    }

    void closed(Interaction interaction) {
        publish(interaction, "interaction.closed", Json.object());
    }

    /**
     * Tells that something happened in this interaction.
     *
     * @param data never personal; the interaction's name and the time are added
     */
    public void publish(Interaction interaction, String type, ObjectNode data) {
        ObjectNode named = named(interaction, data);
        events.publish("interaction:" + interaction.id(), type, named);
        interaction.agent().ifPresent(agent -> events.publish("staff:" + agent, type, named));
    }

    private ObjectNode named(Interaction interaction, ObjectNode data) {
        return data.deepCopy()
                .put("interaction", interaction.id().value())
                .put("at", clock.instant().toString());
    }
}
