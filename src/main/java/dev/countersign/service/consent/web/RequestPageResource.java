package dev.countersign.service.consent.web;

import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.RequestPages;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.QrCode;
import dev.countersign.service.platform.web.ServerSentEvents;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The page behind the address that is sent in a chat or a text message. Looking changes nothing: chat programs fetch links by
 * themselves. It names the organisation and nobody else.
 */
@Path("/r/{token}")
@PermitAll
@Tag(name = "Request page")
@Blocking
class RequestPageResource {
    private final RequestPages pages;
    private final RequestPageListeners listeners;
    private final Organisation organisation;
    private final Events events;
    private final ServerSentEvents serverSentEvents;
    private final Clock clock;

    RequestPageResource(
            RequestPages pages,
            RequestPageListeners listeners,
            Organisation organisation,
            Events events,
            ServerSentEvents serverSentEvents,
            Clock clock) {
        this.pages = pages;
        this.listeners = listeners;
        this.organisation = organisation;
        this.events = events;
        this.serverSentEvents = serverSentEvents;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(summary = "The page that brings a request to a customer: a code to scan, or a link; 410 when it is over")
    public Response page(@PathParam("token") String token, @Context HttpHeaders headers) {
        RequestPage page = RequestPage.in(headers.getAcceptableLanguages());
        Optional<Ask> ask = answerable(token);
        return Response.status(ask.isPresent() ? Response.Status.OK : Response.Status.GONE)
                .entity(ask.map(found -> page.showing(
                                organisation.name(),
                                found.requestUri(),
                                QrCode.of(found.requestUri().toString()).dataUri()))
                        .orElseGet(page::over))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex")
                .header("Vary", "Accept-Language")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self';"
                                + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                .build();
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Whether the request waits, was opened, is done or over; nothing else, and then it ends")
    public Multi<OutboundSseEvent> stream(@PathParam("token") String token) {
        Ask ask = answerable(token)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "This page is not in use any more."));
        // From the beginning: so that what happens between reading the state and listening is not missed.
        Multi<String> states = events.stream("challenge:" + ask.id(), OptionalLong.of(0))
                // What else is told of a challenge, such as the way to a phone, is none of the page's.
                .map(event -> RequestPageState.of(event.data().path("state").asText()))
                .select()
                .where(Optional::isPresent)
                .map(Optional::orElseThrow)
                .skip()
                .repetitions()
                .onItem()
                .transformToMultiAndConcatenate(RequestPageResource::andTheEnd)
                .select()
                .first(Optional::isPresent)
                .map(state -> state.orElseThrow().wireName());
        return listeners.counted(token, serverSentEvents.ofStates(states));
    }

    private static Multi<Optional<RequestPageState>> andTheEnd(RequestPageState state) {
        return state.last()
                ? Multi.createFrom().items(Optional.of(state), Optional.empty())
                : Multi.createFrom().item(Optional.of(state));
    }

    private Optional<Ask> answerable(String token) {
        return pages.find(token)
                .filter(ConsentChallenge.Waiting.class::isInstance)
                .map(ConsentChallenge::ask)
                .filter(ask -> ask.expiresAt().isAfter(clock.instant()));
    }
}
