package dev.countersign.service.interaction.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.log.OpenedRecord;
import dev.countersign.service.interaction.ProveStep;
import dev.countersign.service.interaction.ReadTimeline;
import dev.countersign.service.interaction.TimelineEntry;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Interactions")
@Blocking
class TimelineResource {
    private final ReadTimeline readTimeline;
    private final ProveStep proveStep;

    TimelineResource(ReadTimeline readTimeline, ProveStep proveStep) {
        this.readTimeline = readTimeline;
        this.proveStep = proveStep;
    }

    /** One step, with what opens its entry in the log. */
    @Schema(
            name = "TimelineEntry",
            description =
                    "One step of an interaction. record and salt open the commitment: SHA-256(salt || canonical record)")
    record TimelineEntryView(
            @Schema(description = "From 0, without gaps") int position,

            @Schema(description = "As in the log: interaction_opened, challenge_asked, message_added, ...")
            String type,

            @Schema(description = "When it happened, as whoever reported it says")
            Instant at,

            @Schema(description = "Stands in the log; base64url")
            String commitment,

            @Schema(description = "What happened; absent once the customer is erased") @Nullable
            JsonNode record,

            @Schema(description = "base64url; absent once the customer is erased") @Nullable
            String salt) {
        static TimelineEntryView of(TimelineEntry entry) {
            return new TimelineEntryView(
                    entry.position(),
                    entry.link().entry().type().wireName(),
                    entry.at(),
                    entry.link().entry().commitment().toString(),
                    entry.link().opened().map(OpenedRecord::record).orElse(null),
                    entry.link()
                            .opened()
                            .map(opened -> opened.salt().toBase64Url())
                            .orElse(null));
        }

        @Override
        public String toString() {
            return "TimelineEntryView[" + position + " " + type + "]";
        }
    }

    /** Only for the API's document: what is answered is the text itself. */
    @Schema(
            name = "LogProof",
            type = SchemaType.STRING,
            description =
                    "A C2SP tlog-proof: where the entry is in the log, hashes that lead to the root, and the checkpoint")
    interface LogProof {}

    @GET
    @RolesAllowed({"supervisor", "auditor", "scope:interactions"})
    @Operation(
            operationId = "showTimeline",
            summary = "What happened in an interaction, in order, with what opens each entry of the log")
    public Page<TimelineEntryView> show(
            @PathParam("id") String id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return readTimeline
                .read(InteractionResource.id(id), PageRequest.parse(limit, cursor))
                .map(TimelineEntryView::of);
    }

    @GET
    @Path("/{position}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed({"supervisor", "auditor", "scope:interactions"})
    @APIResponseSchema(value = LogProof.class, responseCode = "200")
    @Operation(
            operationId = "proveStep",
            summary = "That a step is in the log: a C2SP tlog-proof; 404 until a checkpoint covers it")
    public Response prove(@PathParam("id") String id, @PathParam("position") int position) {
        return Response.ok(proveStep.prove(InteractionResource.id(id), position).bytes(), "text/plain; charset=utf-8")
                .build();
    }
}
