package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.platform.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Tells those who watch an interaction, and the agent who has it, what happened; how it begins, changes hands and ends is put into
 * its timeline, too. In the caller's transaction.
 */
@ApplicationScoped
public class InteractionEvents {
    private final Events events;
    private final AppendToTimeline timeline;
    private final Clock clock;

    InteractionEvents(Events events, AppendToTimeline timeline, Clock clock) {
        this.events = events;
        this.timeline = timeline;
        this.clock = clock;
    }

    void opened(Interaction interaction) {
        ObjectNode data = Json.object()
                .put("channel", interaction.channel().wireName())
                .put("direction", interaction.direction().wireName());
        interaction.externalId().ifPresent(external -> data.put("external_id", external));
        append(interaction, EntryType.INTERACTION_OPENED, data);
        joined(interaction);
        publish(interaction, "interaction.opened", Json.object());
    }

    void assigned(Interaction interaction) {
        joined(interaction);
        publish(interaction, "interaction.assigned", Json.object());
    }

    /** Tells the agent who had it that somebody else has it now. */
    void unassigned(Interaction before) {
        before.agent().ifPresent(agent -> {
            append(before, EntryType.AGENT_LEFT, Json.object().put("agent", agent));
            events.publish("staff:" + agent, "interaction.unassigned", named(before, Json.object()));
        });
    }

    void closed(Interaction interaction) {
        append(interaction, EntryType.INTERACTION_CLOSED, Json.object());
        publish(interaction, "interaction.closed", Json.object());
    }

    private void joined(Interaction interaction) {
        interaction
                .agent()
                .ifPresent(agent -> append(
                        interaction, EntryType.AGENT_JOINED, Json.object().put("agent", agent)));
    }

    private void append(Interaction interaction, EntryType type, ObjectNode data) {
        timeline.append(interaction.id(), type, data, clock.instant());
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
