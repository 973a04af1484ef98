package dev.countersign.service.consent.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.consent.DefinePurpose;
import dev.countersign.service.consent.PurposeJson;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.Purposes;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/purposes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Purposes")
@Blocking
class PurposeResource {
    private final Purposes purposes;
    private final DefinePurpose definePurpose;
    private final CurrentCaller caller;

    PurposeResource(Purposes purposes, DefinePurpose definePurpose, CurrentCaller caller) {
        this.purposes = purposes;
        this.definePurpose = definePurpose;
        this.caller = caller;
    }

    /** The purposes in force. */
    @Schema(name = "Purposes", description = "The purposes in force")
    record PurposeList(List<PurposeView> items) {}

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "admin", "scope:challenges", "scope:admin"})
    @Operation(operationId = "listPurposes", summary = "List the purposes in force; an agent lists those they may use")
    public PurposeList list() {
        boolean all = !caller.isStaff()
                || caller.hasRole("admin")
                || caller.hasRole("auditor")
                || caller.hasRole("supervisor");
        return new PurposeList(purposes.list().stream()
                .filter(purpose -> all || purpose.roles().stream().anyMatch(caller::hasRole))
                .map(PurposeView::of)
                .toList());
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed({"admin", "scope:admin"})
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT})
    @Operation(
            operationId = "definePurpose",
            summary = "Define a purpose, or a new version of it; a version never changes")
    public PurposeView define(
            @PathParam("name") String name,
            @RequestBody(content = @Content(schema = @Schema(implementation = PurposeView.class))) ObjectNode body) {
        try {
            return PurposeView.of(definePurpose.define(
                    new PurposeName(name),
                    version -> PurposeJson.parse(new PurposeName(name), version, body),
                    caller.name()));
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new Problem(ProblemType.INVALID_VALUE, String.valueOf(e.getMessage()));
        }
    }
}
