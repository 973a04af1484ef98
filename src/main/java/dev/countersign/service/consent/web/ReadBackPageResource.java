package dev.countersign.service.consent.web;

import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.ReadBackPages;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/** The page to which an answering wallet sends its owner: the code to be read to the agent. */
@Path("/call")
@Blocking
class ReadBackPageResource {
    private final ReadBackPages pages;
    private final Clock clock;

    ReadBackPageResource(ReadBackPages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    // Whoever has the address was given it in the answer to a good presentation: the address is the secret.
    @GET
    @Path("/{response_code}")
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    public Response page(@PathParam("response_code") String responseCode, @Context HttpHeaders headers) {
        ReadBackPage page = ReadBackPage.in(headers.getAcceptableLanguages());
        Optional<String> code = pages.find(responseCode)
                .filter(challenge -> challenge instanceof ConsentChallenge.AwaitingReadBack)
                .map(ConsentChallenge::ask)
                .filter(ask -> ask.binding().kind() == CallBinding.READ_BACK
                        && ask.expiresAt().isAfter(clock.instant()))
                .flatMap(ask -> ask.binding().code());
        return Response.status(code.isPresent() ? Response.Status.OK : Response.Status.GONE)
                .entity(code.map(page::showing).orElseGet(page::over))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
                .build();
    }
}
