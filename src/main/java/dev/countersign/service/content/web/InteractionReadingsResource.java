package dev.countersign.service.content.web;

import dev.countersign.service.content.ListReadings;
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
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/content_readings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contents")
@Blocking
class InteractionReadingsResource {
    private final ListReadings listReadings;
    private final Clock clock;

    InteractionReadingsResource(ListReadings listReadings, Clock clock) {
        this.listReadings = listReadings;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"supervisor", "auditor"})
    @Operation(
            operationId = "listContentReadings",
            summary = "Who asked to read what of an interaction, why, who approved, and whether they did; newest first")
    public Page<ReadingView> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Instant now = clock.instant();
        return listReadings
                .of(Names.interaction(id), PageRequest.parse(limit, cursor))
                .map(reading -> ReadingView.of(reading, now));
    }
}
