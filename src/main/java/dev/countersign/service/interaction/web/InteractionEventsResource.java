package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.RecordEvents;
import dev.countersign.service.interaction.TakenEvent;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.EachTime;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.platform.web.ServerSentEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/events")
@Tag(name = "Interactions")
class InteractionEventsResource {
    private final FindInteraction findInteraction;
    private final RecordEvents recordEvents;
    private final Events events;
    private final ServerSentEvents serverSentEvents;
    private final Clock clock;

    InteractionEventsResource(
            FindInteraction findInteraction,
            RecordEvents recordEvents,
            Events events,
            ServerSentEvents serverSentEvents,
            Clock clock) {
        this.findInteraction = findInteraction;
        this.recordEvents = recordEvents;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
        this.clock = clock;
    }

    /** What is read is in {@link EventBodies}. */
    @Schema(name = "PlatformEvent", description = "Something that a platform says happened in an interaction")
    record EventBody(
            @Schema(
                    description = "Names the platform: letters, digits, . _ : -, at most 64; nothing personal",
                    required = true)
            String source,

            @Schema(description = "The platform's own id of it, at most 200 characters", required = true)
            String sourceEventId,

            @Schema(
                    enumeration = {"call_started", "call_transferred", "call_ended", "message", "email", "video", "note"
                    },
                    required = true)
            String type,

            @Schema(description = "When it happened, as the source says", required = true)
            Instant at,

            @Schema(
                    description =
                            "What happened, in the platform's words: an object of at most 16384 bytes; numbers are whole"
                                    + " and below 2^53",
                    type = SchemaType.OBJECT)
            @Nullable
            JsonNode data) {}

    /** What was taken, in the order of the request. */
    @Schema(name = "TakenEvents", description = "What was taken, in the order of the request")
    record TakenEvents(List<TakenEventView> items) {}

    /** Keep it: with the commitment anybody finds the event in the log. */
    @Schema(name = "TakenEvent", description = "Where an event stands; its commitment is in the log for ever")
    record TakenEventView(
            String source,
            String sourceEventId,

            @Schema(description = "In the interaction's timeline, from 0")
            int position,

            @Schema(description = "When it was taken first") Instant receivedAt,

            @Schema(description = "SHA-256 over salt and record, base64url; an entry of the log")
            String commitment) {
        static TakenEventView of(TakenEvent taken) {
            return new TakenEventView(
                    taken.name().source(),
                    taken.name().id(),
                    taken.position(),
                    taken.receivedAt(),
                    taken.commitment().toString());
        }

        @Override
        public String toString() {
            return "TakenEventView[" + source + " " + position + "]";
        }
    }

    @POST
    @EachTime
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("scope:interactions")
    @Blocking
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = TakenEvents.class, responseCode = "200")
    @Operation(
            operationId = "addInteractionEvents",
            summary = "Say what happened in an interaction: one event, or an array of at most 500, all or none",
            description =
                    "The same source and source_event_id again give the same answer; with another content, 409. Events"
                            + " of a closed interaction are taken, and marked late.")
    public TakenEvents add(
            @PathParam("id") String id,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = EventBody.class)))
                    byte[] body) {
        return new TakenEvents(
                recordEvents.record(InteractionResource.id(id), new EventBodies(clock.instant()).parse(body)).stream()
                        .map(TakenEventView::of)
                        .toList());
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
