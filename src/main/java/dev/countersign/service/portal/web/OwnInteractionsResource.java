package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.WithdrawConsent;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.portal.CurrentCustomer;
import dev.countersign.service.portal.ShowInteraction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/portal/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CUSTOMER)
@Tag(name = "Portal")
@Blocking
class OwnInteractionsResource {
    private final ShowInteraction showInteraction;
    private final WithdrawConsent withdrawConsent;
    private final CurrentCustomer current;

    OwnInteractionsResource(ShowInteraction showInteraction, WithdrawConsent withdrawConsent, CurrentCustomer current) {
        this.showInteraction = showInteraction;
        this.withdrawConsent = withdrawConsent;
        this.current = current;
    }

    @GET
    @Path("/interactions")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "listOwnInteractions", summary = "My interactions, newest first")
    public Response list(@QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(showInteraction
                        .list(current.id(), PageRequest.parse(limit, cursor))
                        .map(OwnInteractionView::of))
                .build();
    }

    @GET
    @Path("/interactions/{id}")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "showOwnInteraction", summary = "One of my interactions: who asked what, who saw what")
    public Response show(@PathParam("id") String id) {
        return Response.ok(OwnInteractionView.of(showInteraction.show(current.id(), named(id, InteractionId::new))))
                .build();
    }

    @POST
    @Path("/challenges/{id}/withdrawn")
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "withdrawOwnConsent", summary = "I take a consent back: what was shared is erased")
    public Response withdraw(@PathParam("id") String id) {
        withdrawConsent.withdraw(named(id, ChallengeId::new), current.id());
        return Response.noContent().build();
    }

    /** Reads a name; what cannot be one is of nothing. */
    static <T> T named(String id, Function<String, T> name) {
        try {
            return name.apply(id);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such thing of yours.");
        }
    }
}
