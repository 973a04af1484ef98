package dev.countersign.service.console.web;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.console.ShowStatistics;
import dev.countersign.service.console.ShowStatistics.Counted;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.TokenHash;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/statistics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics", description = "Figures for supervisors: nothing in them is about a person")
@Blocking
class StatisticsResource {
    private final ShowStatistics showStatistics;

    StatisticsResource(ShowStatistics showStatistics) {
        this.showStatistics = showStatistics;
    }

    @GET
    @RolesAllowed({"supervisor", "admin", "scope:statistics"})
    @Refuses(ProblemType.INVALID_VALUE)
    @Operation(
            operationId = "showStatistics",
            summary = "What was asked in a period and what came of it, by purpose and hour",
            description = "Cheap to ask again and again: with If-None-Match it answers 304 until a figure changes.")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = StatisticsView.class)))
    @APIResponse(responseCode = "304", description = "No figure has changed")
    public Response show(
            @BeanParam StatisticsParameters parameters,
            @HeaderParam("If-None-Match") @Parameter(hidden = true) @Nullable String known) {
        Counted counted = showStatistics.show(parameters.question());
        String tag = '"' + Base64Url.encode(TokenHash.of(figures(counted))) + '"';
        Response.ResponseBuilder answer =
                tag.equals(known) ? Response.notModified() : Response.ok(StatisticsView.of(counted));
        return answer.header("ETag", tag)
                .header("Cache-Control", "no-cache, private")
                .build();
    }

    /** All that is shown but the time of counting. */
    private static String figures(Counted counted) {
        var statistics = counted.statistics();
        return String.valueOf(statistics.course())
                + statistics.purposes()
                + statistics.times()
                + statistics.fallback()
                + statistics.zone()
                + statistics.period().purpose();
    }
}
