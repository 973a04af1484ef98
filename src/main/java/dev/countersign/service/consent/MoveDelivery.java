package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.Events;
import jakarta.enterprise.context.ApplicationScoped;

/** Moves a challenge forward on one of its ways, in the caller's transaction, and tells the desk. */
@ApplicationScoped
class MoveDelivery {
    private static final String EVENT = "challenge.delivery";

    private final Challenges challenges;
    private final Interactions interactions;
    private final InteractionEvents interactionEvents;
    private final Events events;

    MoveDelivery(Challenges challenges, Interactions interactions, InteractionEvents interactionEvents, Events events) {
        this.challenges = challenges;
        this.interactions = interactions;
        this.interactionEvents = interactionEvents;
        this.events = events;
    }

    /** Notes how it stands, unless it is further already. That a push service took it is nobody's news. */
    void move(Ask ask, Delivery delivery) {
        if (challenges.delivery(ask.id(), delivery) && delivery.state() != DeliveryState.SENT) {
            tell(ask, delivery);
        }
    }

    private void tell(Ask ask, Delivery delivery) {
        ObjectNode news = Json.object()
                .put("challenge", ask.id().value())
                .put("channel", delivery.channel().wireName())
                .put("delivery_state", delivery.state().wireName());
        delivery.wallet().ifPresent(wallet -> news.put("wallet", wallet.value()));
        delivery.platform().ifPresent(platform -> news.put("platform", platform.wireName()));
        interactions
                .find(ask.interaction())
                .ifPresent(interaction -> interactionEvents.publish(interaction, EVENT, news));
        events.publish("challenge:" + ask.id(), EVENT, news);
    }
}
