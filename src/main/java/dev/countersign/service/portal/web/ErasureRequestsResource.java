package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.portal.DecideErasure;
import dev.countersign.service.portal.ErasureRequest;
import dev.countersign.service.portal.ErasureRequest.Decision;
import dev.countersign.service.portal.ErasureRequests;
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
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Requests of customers to be erased, for administrators. */
@Path("/api/v1/erasure_requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Erasure", description = "What customers asked for at the portal, and what was decided")
@Blocking
class ErasureRequestsResource {
    private final ErasureRequests requests;
    private final DecideErasure decideErasure;
    private final Customers customers;
    private final Clock clock;

    ErasureRequestsResource(ErasureRequests requests, DecideErasure decideErasure, Customers customers, Clock clock) {
        this.requests = requests;
        this.decideErasure = decideErasure;
        this.customers = customers;
        this.clock = clock;
    }

    /** A request as an administrator sees it. */
    @Schema(name = "ErasureRequest", description = "That a customer asked to be erased, and what came of it")
    record ErasureRequestView(
            @Schema(description = "era_...") String id,

            @Schema(description = "Absent once the customer is erased")
            Optional<String> customerNumber,

            @Schema(enumeration = {"open", "carried_out", "refused"})
            String state,

            Instant askedAt,

            @Schema(description = "30 days after it was asked; until then it must be decided")
            Instant dueAt,

            @Schema(description = "Open, and its time is over")
            boolean overdue,

            Optional<Instant> decidedAt,

            @Schema(description = "Staff account or client; countersign when the customer was erased otherwise")
            Optional<String> decidedBy,

            @Schema(description = "Why it was refused; the customer reads it")
            Optional<String> reason) {
        @Override
        public String toString() {
            return "ErasureRequestView[" + id + "]";
        }
    }

    /** Why a request is refused. */
    @Schema(name = "ErasureRefusal", description = "Why the organisation keeps what it has")
    record Refusal(
            @Schema(required = true, description = "For the customer to read; at most 500 characters") @Nullable
            String reason) {
        @Override
        public String toString() {
            return "Refusal[]";
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Operation(operationId = "listErasureRequests", summary = "Requests of customers to be erased, oldest first")
    public Page<ErasureRequestView> list(
            @QueryParam("state") @Schema(enumeration = {"open", "carried_out", "refused"}) @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return requests.list(
                        Optional.ofNullable(state).map(ErasureRequestsResource::state),
                        PageRequest.parse(limit, cursor))
                .map(this::view);
    }

    @POST
    @Path("/{id}/carry_out")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Refuses(ProblemType.STATE_CONFLICT)
    @Operation(
            operationId = "carryOutErasure",
            summary = "Erase the customer who asked",
            description =
                    "As DELETE /customers/{customer_number}: the key that everything personal is sealed with is destroyed.")
    public ErasureRequestView carryOut(@PathParam("id") String id) {
        return view(decideErasure.carryOut(id));
    }

    @POST
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.SCOPE_ADMIN})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @Operation(operationId = "refuseErasure", summary = "Keep the customer's data, and tell the customer why")
    public ErasureRequestView refuse(@PathParam("id") String id, Refusal refusal) {
        String reason = refusal.reason();
        if (reason == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member is missing.").at("/reason", "expected: a text");
        }
        return view(decideErasure.refuse(id, reason));
    }

    private ErasureRequestView view(ErasureRequest request) {
        return new ErasureRequestView(
                request.id(),
                customers.find(request.customer()).map(Customer::number).map(number -> number.value()),
                request.state().name().toLowerCase(Locale.ROOT),
                request.askedAt(),
                request.dueAt(),
                request.overdue(clock.instant()),
                request.decision().map(Decision::at),
                request.decision().map(Decision::by),
                request.decision().flatMap(Decision::reason));
    }

    private static ErasureRequest.State state(String name) {
        try {
            return ErasureRequest.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "state: unknown (expected: open, carried_out or refused)");
        }
    }
}
