package dev.countersign.service.console.web;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.ServerSentEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/console/events")
@Tag(name = "Console")
class ConsoleEventsResource {
    private final CurrentCaller caller;
    private final Events events;
    private final ServerSentEvents serverSentEvents;

    ConsoleEventsResource(CurrentCaller caller, Events events, ServerSentEvents serverSentEvents) {
        this.caller = caller;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({"agent", "supervisor"})
    @Blocking
    @Operation(operationId = "followConsole", summary = "What happens in my interactions, live; Last-Event-ID resumes")
    public Multi<OutboundSseEvent> stream(@HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        String account = caller.staffAccount()
                .orElseThrow(() -> new Problem(ProblemType.FORBIDDEN, "The console is for staff accounts."));
        return serverSentEvents.of(events.stream("staff:" + account, ServerSentEvents.lastEventId(lastEventId)));
    }
}
