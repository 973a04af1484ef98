package dev.countersign.service.interaction.web;

import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.web.ServerSentEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/events")
@Tag(name = "Interactions")
class InteractionEventsResource {
    private final FindInteraction findInteraction;
    private final Events events;
    private final ServerSentEvents serverSentEvents;

    InteractionEventsResource(FindInteraction findInteraction, Events events, ServerSentEvents serverSentEvents) {
        this.findInteraction = findInteraction;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Blocking
    @Operation(
            operationId = "followInteraction",
            summary = "What happens in an interaction, live; Last-Event-ID resumes")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        InteractionId interaction =
                findInteraction.find(InteractionResource.id(id)).id();
        return serverSentEvents.of(
                events.stream("interaction:" + interaction, ServerSentEvents.lastEventId(lastEventId)));
    }
}
