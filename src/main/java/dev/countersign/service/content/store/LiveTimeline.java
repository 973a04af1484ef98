package dev.countersign.service.content.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.service.content.ContentTimeline;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Tells those who watch the interaction. Gap: the tables of contents and readings are the lasting record until the
 * interaction's timeline takes the place of this bean.
 */
@DefaultBean
@ApplicationScoped
class LiveTimeline implements ContentTimeline {
    private final Interactions interactions;
    private final InteractionEvents events;

    LiveTimeline(Interactions interactions, InteractionEvents events) {
        this.interactions = interactions;
        this.events = events;
    }

    @Override
    public void append(InteractionId interaction, String type, ObjectNode data, Instant at) {
        interactions.find(interaction).ifPresent(found -> events.publish(found, type.replaceFirst("_", "."), data));
    }
}
