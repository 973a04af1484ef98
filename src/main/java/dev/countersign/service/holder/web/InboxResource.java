package dev.countersign.service.holder.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CurrentWallet;
import dev.countersign.service.holder.InboxNotice;
import dev.countersign.service.platform.Event;
import dev.countersign.service.platform.Events;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The wallet's inbox: what was pushed can also be read here, so that a lost push is not a lost call.
 *
 * <p>A wallet that says nothing about where it left off is sent what is pending. The stream ends when the wallet is
 * suspended or removed.
 */
@Path("/wallet/v1/inbox")
@Tag(name = "Wallet")
public class InboxResource {
    private final CurrentWallet current;
    private final Events events;
    private final ServerSentEvents serverSentEvents;
    private final Clock clock;

    InboxResource(CurrentWallet current, Events events, ServerSentEvents serverSentEvents, Clock clock) {
        this.current = current;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.WALLET)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(summary = "Listen for challenges", description = "Last-Event-ID resumes.")
    public Multi<OutboundSseEvent> listen(@HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        OptionalLong after = ServerSentEvents.lastEventId(lastEventId);
        Multi<Event> stream =
                events.stream(current.wallet().id().inboxTopic(), after.isPresent() ? after : OptionalLong.of(0));
        return endingAtSignOut(serverSentEvents.of(stream.filter(this::stillMatters)));
    }

    /** Sends the sign-out itself, so that a wallet that comes back later resumes behind it, and then ends. */
    private static Multi<OutboundSseEvent> endingAtSignOut(Multi<OutboundSseEvent> events) {
        return events.onItem()
                .transformToMultiAndConcatenate(event -> InboxNotice.SIGNED_OUT.equals(event.getName())
                        ? Multi.createFrom().items(Optional.of(event), Optional.<OutboundSseEvent>empty())
                        : Multi.createFrom().item(Optional.of(event)))
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** A challenge that has expired is not worth waking anybody. */
    private boolean stillMatters(Event event) {
        if (!event.type().equals("challenge")) {
            return true;
        }
        try {
            return clock.instant()
                    .isBefore(Instant.parse(event.data().path("expires_at").asText()));
        } catch (DateTimeException e) {
            return true;
        }
    }
}
