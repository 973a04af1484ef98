package dev.countersign.service.retention.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerNumber;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.retention.HoldId;
import dev.countersign.service.retention.LegalHold;
import dev.countersign.service.retention.LegalHolds;
import dev.countersign.service.retention.PlaceHold;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/legal_holds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Retention")
@Blocking
class LegalHoldsResource {
    private final LegalHolds holds;
    private final PlaceHold placeHold;
    private final Customers customers;

    LegalHoldsResource(LegalHolds holds, PlaceHold placeHold, Customers customers) {
        this.holds = holds;
        this.placeHold = placeHold;
        this.customers = customers;
    }

    /** What must not go. */
    @Schema(name = "NewLegalHold", description = "What must not go: an interaction or a customer, one of them")
    record Placing(
            @Schema(description = "int_...") @Nullable String interaction,

            @Schema(description = "The bank's number of the customer") @Nullable
            String customerNumber,

            @Schema(required = true, description = "Why, such as the name of a case; kept sealed", maxLength = 500)
            @Nullable
            String reason) {
        @Override
        public String toString() {
            return "Placing";
        }
    }

    /** Why it may go. */
    @Schema(name = "LegalHoldRelease", description = "Why it need not be kept any more")
    record Releasing(
            @Schema(required = true, description = "Kept sealed", maxLength = 500) @Nullable
            String reason) {
        @Override
        public String toString() {
            return "Releasing";
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.SCOPE_ADMIN})
    @Operation(operationId = "listLegalHolds", summary = "Lists holds, the newest first, released ones too")
    public Page<LegalHoldView> list(
            @QueryParam("limit") Optional<Integer> limit, @QueryParam("cursor") Optional<String> cursor) {
        return holds.list(PageRequest.parse(limit.orElse(null), cursor.orElse(null)))
                .map(LegalHoldView::of);
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.NOT_FOUND})
    @APIResponseSchema(value = LegalHoldView.class, responseCode = "201")
    @Operation(
            operationId = "placeLegalHold",
            summary = "Keeps an interaction, or a customer with all of them, whatever the rules say",
            description = "Until it is released no purge removes it, and the customer is not erased.")
    public Response place(Placing body) {
        LegalHold hold = placeHold.place(
                subject(body), Optional.ofNullable(body.reason()).orElse(""));
        return Response.created(URI.create("/api/v1/legal_holds/" + hold.id()))
                .entity(LegalHoldView.of(hold))
                .build();
    }

    @POST
    @Path("/{hold}/release")
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Refuses({ProblemType.INVALID_VALUE, ProblemType.STATE_CONFLICT})
    @APIResponseSchema(value = LegalHoldView.class, responseCode = "200")
    @Operation(operationId = "releaseLegalHold", summary = "Ends a hold; from then on the rules count again")
    public Response release(@PathParam("hold") String hold, Releasing body) {
        return Response.ok(LegalHoldView.of(placeHold.release(
                        id(hold), Optional.ofNullable(body.reason()).orElse(""))))
                .build();
    }

    private LegalHold.Subject subject(Placing body) {
        if ((body.interaction() == null) == (body.customerNumber() == null)) {
            throw new Problem(ProblemType.INVALID_VALUE, "One thing must be named.")
                    .at("/interaction", "expected: either this or customer_number");
        }
        if (body.interaction() != null) {
            return new LegalHold.Subject.OfInteraction(interaction(body.interaction()));
        }
        Customer customer = customers
                .find(CustomerNumber.parse(
                        Optional.ofNullable(body.customerNumber()).orElse("")))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no customer with this number."));
        return new LegalHold.Subject.OfCustomer(customer.id());
    }

    private static InteractionId interaction(String value) {
        try {
            return new InteractionId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such interaction.");
        }
    }

    private static HoldId id(String inPath) {
        try {
            return new HoldId(inPath);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such hold.");
        }
    }
}
