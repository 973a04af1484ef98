package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.service.interaction.Interaction;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An interaction as the API shows it: never the customer's number or name. */
@Schema(name = "Interaction")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractionView(
        String id,
        String channel,
        String direction,
        @Nullable String externalId,
        @Nullable String customerHint,
        @Nullable String agent,
        String state,
        Instant openedAt,
        @Nullable Instant closedAt) {

    static InteractionView of(Interaction interaction) {
        return new InteractionView(
                interaction.id().value(),
                interaction.channel().wireName(),
                interaction.direction().wireName(),
                interaction.externalId().orElse(null),
                interaction.customerHint().orElse(null),
                interaction.agent().orElse(null),
                interaction.open() ? "open" : "closed",
                interaction.openedAt(),
                interaction.closedAt().orElse(null));
    }
}
