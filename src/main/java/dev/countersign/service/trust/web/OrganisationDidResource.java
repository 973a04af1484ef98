package dev.countersign.service.trust.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.did.MalformedDidException;
import dev.countersign.did.WebVhWitnessProofs;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.trust.AdministerOrganisation;
import dev.countersign.service.trust.ShowOrganisation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The organisation's own DID, for administrators. */
@Path("/api/v1/organisation/did")
@Tag(name = "Organisation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OrganisationDidResource {
    // As in the feature "access", which this one must not know: both are in one row.
    private static final String ADMIN = "admin";
    private static final String AUDITOR = "auditor";
    private static final String SCOPE_ADMIN = "scope:admin";
    private static final String WAITS =
            " Answers 202 instead of 200 when the change waits for the witnesses of the DID.";

    private final AdministerOrganisation administer;
    private final ShowOrganisation show;

    OrganisationDidResource(AdministerOrganisation administer, ShowOrganisation show) {
        this.administer = administer;
        this.show = show;
    }

    @GET
    @RolesAllowed({ADMIN, AUDITOR, SCOPE_ADMIN})
    @Operation(
            operationId = "showOrganisationDid",
            summary = "Shows the organisation's DID: keys, services, witnesses, history")
    public OrganisationDidView show() {
        return OrganisationDidViews.of(show.show());
    }

    @POST
    @Path("/rotations")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "rotateOrganisationKeys",
            summary = "Replaces keys",
            description = "Planned: new keys are shown now, sign after five minutes, and the old ones stay good."
                    + " Compromised: the keys leave the document, count for nothing from the given time on, and new ones sign"
                    + " at once." + WAITS)
    public Response rotate(OrganisationDidBodies.Rotation body, @Context SecurityContext caller) {
        if (body.compromised()) {
            administer.replaceCompromised(
                    body.parsedUses(), body.compromisedSince().orElseThrow(), name(caller));
        } else {
            administer.rotate(body.parsedUses(), name(caller));
        }
        return changed();
    }

    @PUT
    @Path("/services/{id}")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "putOrganisationService",
            summary = "Adds a service to the DID document, or replaces it",
            description = "Https only." + WAITS)
    public Response putService(
            @PathParam("id") String id, OrganisationDidBodies.Service body, @Context SecurityContext caller) {
        administer.putService(body.parse(id), name(caller));
        return changed();
    }

    @DELETE
    @Path("/services/{id}")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "removeOrganisationService",
            summary = "Removes a service from the DID document",
            description = WAITS)
    public Response removeService(@PathParam("id") String id, @Context SecurityContext caller) {
        administer.removeService(id, name(caller));
        return changed();
    }

    @PUT
    @Path("/witnesses")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "setOrganisationWitnesses",
            summary = "Sets who must approve changes of the DID",
            description = "Witnesses are did:key with Ed25519 keys; threshold 0 and an empty list end it. The new list"
                    + " approves when there was none, the old one otherwise." + WAITS)
    public Response setWitnesses(OrganisationDidBodies.Witnesses body, @Context SecurityContext caller) {
        administer.setWitnesses(body.parse(), name(caller));
        return changed();
    }

    @GET
    @Path("/waiting")
    @Produces("text/jsonl")
    @RolesAllowed({ADMIN, AUDITOR, SCOPE_ADMIN})
    @Refuses(ProblemType.NOT_FOUND)
    @Operation(
            operationId = "showWaitingChange",
            summary = "The log with the change that waits",
            description = "For the witnesses: they verify it and approve its newest version.")
    public byte[] waiting() {
        return administer
                .waiting()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No change waits for witnesses."))
                .toJsonl();
    }

    @DELETE
    @Path("/waiting")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(operationId = "discardWaitingChange", summary = "Drops the change that waits for witnesses")
    public void discardWaiting() {
        administer.discardWaiting();
    }

    @POST
    @Path("/witness_proofs")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "approveWaitingChange",
            summary = "Takes approvals of witnesses",
            description = "In the form of did-witness.json. Publishes the change that waits when there are enough.")
    public Response approve(
            @RequestBody(
                            description = "did-witness.json",
                            content = @Content(schema = @Schema(implementation = JsonNode.class)))
                    byte[] body) {
        try {
            return Response.status(
                            administer.approve(WebVhWitnessProofs.parse(body))
                                    ? Response.Status.OK
                                    : Response.Status.ACCEPTED)
                    .entity(show())
                    .build();
        } catch (MalformedDidException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    @POST
    @Path("/deactivation")
    @RolesAllowed({ADMIN, SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @APIResponse(
            responseCode = "202",
            description = "It waits for its witnesses",
            content = @Content(schema = @Schema(implementation = OrganisationDidView.class)))
    @Operation(
            operationId = "deactivateOrganisationDid",
            summary = "Gives the DID up, for ever",
            description = "The organisation can ask nobody any more. The body names the DID." + WAITS)
    public Response deactivate(OrganisationDidBodies.Deactivation body, @Context SecurityContext caller) {
        administer.deactivate(body.did() == null ? "" : body.did(), name(caller));
        return changed();
    }

    private Response changed() {
        OrganisationDidView view = show();
        return Response.status(view.waiting().isPresent() ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(view)
                .build();
    }

    private static String name(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
