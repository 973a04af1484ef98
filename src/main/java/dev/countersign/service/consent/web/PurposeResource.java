package dev.countersign.service.consent.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.consent.DefinePurpose;
import dev.countersign.service.consent.Purpose;
import dev.countersign.service.consent.PurposeJson;
import dev.countersign.service.consent.PurposeName;
import dev.countersign.service.consent.Purposes;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "admin", "scope:challenges", "scope:admin"})
    @Operation(summary = "List the purposes in force; an agent lists those they may use")
    public ObjectNode list() {
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        boolean all = !caller.isStaff()
                || caller.hasRole("admin")
                || caller.hasRole("auditor")
                || caller.hasRole("supervisor");
        purposes.list().stream()
                .filter(purpose -> all || purpose.roles().stream().anyMatch(caller::hasRole))
                .forEach(purpose -> items.add(view(purpose)));
        return page;
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed({"admin", "scope:admin"})
    @Operation(summary = "Define a purpose, or a new version of it; a version never changes")
    public ObjectNode define(@PathParam("name") String name, ObjectNode body) {
        try {
            return view(definePurpose.define(
                    new PurposeName(name),
                    version -> PurposeJson.parse(new PurposeName(name), version, body),
                    caller.name()));
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new Problem(ProblemType.INVALID_VALUE, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode view(Purpose purpose) {
        ObjectNode view = Json.object().put("name", purpose.name().value()).put("version", purpose.version());
        return view.<ObjectNode>setAll(PurposeJson.print(purpose))
                .put("organisation_check", purpose.organisationCheck());
    }
}
