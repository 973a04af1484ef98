package dev.countersign.service.consent.web;

import dev.countersign.service.consent.CancelChallenge;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.FindChallenge;
import dev.countersign.service.consent.ReadBack;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import dev.countersign.service.platform.web.ServerSentEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/challenges/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Challenges")
@Blocking
class ChallengeResource {
    private final FindChallenge findChallenge;
    private final CancelChallenge cancelChallenge;
    private final ReadBack readBack;
    private final ChallengeViews views;
    private final Events events;
    private final ServerSentEvents serverSentEvents;

    ChallengeResource(
            FindChallenge findChallenge,
            CancelChallenge cancelChallenge,
            ReadBack readBack,
            ChallengeViews views,
            Events events,
            ServerSentEvents serverSentEvents) {
        this.findChallenge = findChallenge;
        this.cancelChallenge = cancelChallenge;
        this.readBack = readBack;
        this.views = views;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
    }

    /** What the agent typed. */
    @Schema(name = "ReadBackCode", description = "What the customer read out")
    record Typed(
            @Schema(description = "As the agent heard it") String code) {
        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "scope:challenges"})
    @Operation(operationId = "showChallenge", summary = "Show a challenge")
    @APIResponseSchema(ChallengeView.class)
    public Response show(@PathParam("id") String id) {
        return noStore(findChallenge.find(id(id)));
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Operation(operationId = "followChallenge", summary = "What happens to a challenge, live; Last-Event-ID resumes")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        ChallengeId challenge = findChallenge.find(id(id)).ask().id();
        return serverSentEvents.of(events.stream("challenge:" + challenge, ServerSentEvents.lastEventId(lastEventId)));
    }

    @POST
    @Path("/read_back")
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.CHALLENGE_EXPIRED})
    @Operation(operationId = "readBack", summary = "Enter the code that the customer read out")
    @APIResponseSchema(value = ChallengeView.class, responseCode = "200")
    public Response readBack(@PathParam("id") String id, Typed body) {
        return noStore(readBack.enter(id(id), body.code()));
    }

    @POST
    @Path("/cancel")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({"agent", "supervisor", "scope:challenges"})
    @Operation(operationId = "cancelChallenge", summary = "Take a challenge back")
    @APIResponseSchema(value = ChallengeView.class, responseCode = "200")
    public Response cancel(@PathParam("id") String id) {
        return noStore(cancelChallenge.cancel(id(id)));
    }

    private Response noStore(ConsentChallenge challenge) {
        return Response.ok(views.of(challenge))
                .header("Cache-Control", "no-store")
                .build();
    }

    static ChallengeId id(String value) {
        try {
            return new ChallengeId(value);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such challenge.");
        }
    }
}
