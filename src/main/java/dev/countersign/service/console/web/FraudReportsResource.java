package dev.countersign.service.console.web;

import dev.countersign.service.console.ListFraudReports;
import dev.countersign.service.console.ListFraudReports.FraudReport;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/fraud_reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics")
@Blocking
class FraudReportsResource {
    private final ListFraudReports listFraudReports;

    FraudReportsResource(ListFraudReports listFraudReports) {
        this.listFraudReports = listFraudReports;
    }

    /**
     * A fraud report.
     *
     * @param agent who has the interaction
     */
    @Schema(name = "FraudReport", description = "A customer said: I am not on this call")
    record FraudReportView(
            @Schema(description = "chl_...") String challenge,
            @Schema(description = "int_...") String interaction,
            String purpose,

            @Schema(enumeration = {"voice", "chat", "video", "email", "branch"})
            String channel,

            @Schema(enumeration = {"inbound", "outbound"}) String direction,
            @Schema(description = "Who has the interaction") Optional<String> agent,

            @Schema(description = "Whether the interaction is still open")
            boolean open,

            Instant askedAt,
            Instant reportedAt) {
        static FraudReportView of(FraudReport found) {
            return new FraudReportView(
                    found.report().challenge().value(),
                    found.interaction().id().value(),
                    found.report().purpose().value(),
                    found.interaction().channel().wireName(),
                    found.interaction().direction().wireName(),
                    found.interaction().agent(),
                    found.interaction().open(),
                    found.report().askedAt(),
                    found.report().reportedAt());
        }
    }

    @GET
    @RolesAllowed({"supervisor", "admin", "scope:statistics"})
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(
            operationId = "listFraudReports",
            summary =
                    "Where customers said that they are not on the call, newest first; of the same period as the figures")
    public Page<FraudReportView> list(
            @BeanParam StatisticsParameters parameters,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return listFraudReports
                .list(parameters.question(), PageRequest.parse(limit, cursor))
                .map(FraudReportView::of);
    }
}
