package dev.countersign.service.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionListener;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells when conversations begin and end. */
@ApplicationScoped
class TellInteractions implements InteractionListener {
    private final PublishEvent publish;

    TellInteractions(PublishEvent publish) {
        this.publish = publish;
    }

    @Override
    public void opened(Interaction interaction) {
        publish.publish(EventType.INTERACTION_OPENED, data(interaction));
    }

    @Override
    public void closed(Interaction interaction) {
        publish.publish(EventType.INTERACTION_CLOSED, data(interaction));
    }

    private static ObjectNode data(Interaction interaction) {
        ObjectNode data = Json.object().put("interaction", interaction.id().value());
        interaction.externalId().ifPresent(external -> data.put("external_id", external));
        data.put("channel", interaction.channel().wireName())
                .put("direction", interaction.direction().wireName())
                .put("opened_at", interaction.openedAt().toString());
        interaction.closedAt().ifPresent(at -> data.put("closed_at", at.toString()));
        return data;
    }
}
