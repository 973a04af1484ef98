package dev.countersign.service.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.countersign.service.console.ShowDesk;
import dev.countersign.service.console.ShowDesk.DeskItem;
import dev.countersign.service.interaction.Interaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/console/desk")
@Tag(name = "Console")
class DeskResource {
    private final ShowDesk showDesk;

    DeskResource(ShowDesk showDesk) {
        this.showDesk = showDesk;
    }

    /** All that lies on an agent's desk. */
    @Schema(name = "Desk", description = "All that lies on an agent's desk, newest first")
    record DeskView(List<ItemView> items) {}

    /** One open interaction and the state of what was asked last in it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeskItem", description = "One open interaction and the state of what was asked last in it")
    record ItemView(
            @Schema(description = "int_...") String id,

            @Schema(enumeration = {"voice", "chat", "video", "email", "branch"})
            String channel,

            @Schema(enumeration = {"inbound", "outbound"}) String direction,

            @Schema(description = "Your own name for it") @Nullable
            String externalId,

            @Schema(description = "The customer's name, masked") @Nullable
            String customerHint,

            Instant openedAt,
            @Nullable AskedView challenge,
            @Nullable FallbackView fallback) {
        static ItemView of(DeskItem item) {
            Interaction interaction = item.interaction();
            return new ItemView(
                    interaction.id().value(),
                    interaction.channel().wireName(),
                    interaction.direction().wireName(),
                    interaction.externalId().orElse(null),
                    interaction.customerHint().orElse(null),
                    interaction.openedAt(),
                    item.latest()
                            .map(asked -> new AskedView(
                                    asked.ask().id().value(),
                                    asked.state(),
                                    new PurposeRef(asked.ask().purpose().value())))
                            .orElse(null),
                    item.fallback()
                            .map(fallback -> new FallbackView(fallback.outcome().wireName(), fallback.decidedAt()))
                            .orElse(null));
        }
    }

    /** A challenge by name and state, and what it was for. */
    @Schema(name = "DeskChallenge", description = "A challenge by name and state, and what it was for")
    record AskedView(
            @Schema(description = "chl_...") String id,

            @Schema(
                    enumeration = {
                        "requested",
                        "delivered",
                        "opened",
                        "awaiting_read_back",
                        "verified",
                        "declined",
                        "reported",
                        "rejected",
                        "undecided",
                        "expired",
                        "cancelled"
                    })
            String state,

            PurposeRef purpose) {}

    /** A purpose by name. */
    @Schema(name = "PurposeReference", description = "A purpose by name")
    record PurposeRef(String name) {}

    /** What the agent decided without a wallet. */
    @Schema(name = "DeskFallback", description = "What the agent decided without a wallet")
    record FallbackView(
            @Schema(enumeration = {"passed", "failed"}) String outcome, Instant decidedAt) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"agent", "supervisor"})
    @Blocking
    @Operation(
            operationId = "showDesk",
            summary = "My open interactions, newest first, each with the state of its latest challenge")
    public DeskView show() {
        return new DeskView(showDesk.show().stream().map(ItemView::of).toList());
    }
}
