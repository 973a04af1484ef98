package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.service.interaction.Interaction;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An interaction as the API shows it: never the customer's number or name. */
@Schema(name = "Interaction", description = "A conversation, as the API shows it: never the customer's number or name")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InteractionView(
        @Schema(description = "int_...") String id,

        @Schema(enumeration = {"voice", "chat", "video", "email", "branch"})
        String channel,

        @Schema(enumeration = {"inbound", "outbound"}) String direction,

        @Schema(description = "Your own name for it") @Nullable
        String externalId,

        @Schema(description = "The customer's name, masked; absent for somebody unknown") @Nullable
        String customerHint,

        @Schema(description = "Staff account that has it") @Nullable
        String agent,

        @Schema(enumeration = {"open", "closed"}) String state,
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
