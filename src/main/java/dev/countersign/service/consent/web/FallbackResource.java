package dev.countersign.service.consent.web;

import dev.countersign.service.consent.Fallback;
import dev.countersign.service.consent.FallbackOutcome;
import dev.countersign.service.consent.RecordFallback;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/fallback")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Interactions")
@Blocking
class FallbackResource {
    private final RecordFallback recordFallback;

    FallbackResource(RecordFallback recordFallback) {
        this.recordFallback = recordFallback;
    }

    /**
     * What the agent decided.
     *
     * @param outcome {@code passed} or {@code failed}
     */
    @Schema(name = "FallbackDecision", description = "How the organisation's own questions ended")
    record Decision(
            @Schema(
                    enumeration = {"passed", "failed"},
                    required = true)
            @Nullable
            String outcome) {}

    /** The decision as it is kept. */
    @Schema(name = "Fallback", description = "A decision as it is kept; the latest of an interaction counts")
    record DecisionView(
            String interaction,
            @Schema(enumeration = {"passed", "failed"}) String outcome,
            Instant decidedAt) {
        static DecisionView of(Fallback fallback) {
            return new DecisionView(
                    fallback.interaction().value(), fallback.outcome().wireName(), fallback.decidedAt());
        }
    }

    @POST
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = DecisionView.class, responseCode = "200")
    @Operation(
            operationId = "recordFallback",
            summary = "Say how the organisation's own questions ended where no wallet verified; the latest counts")
    public DecisionView record(@PathParam("id") String interaction, Decision body) {
        FallbackOutcome outcome = FallbackOutcome.named(String.valueOf(body.outcome()))
                .orElseThrow(() -> new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.")
                        .at("/outcome", "expected: passed or failed"));
        return DecisionView.of(recordFallback.record(AskResource.interaction(interaction), outcome));
    }
}
