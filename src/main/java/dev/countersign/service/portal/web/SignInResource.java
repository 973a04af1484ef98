package dev.countersign.service.portal.web;

import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.QrCode;
import dev.countersign.service.platform.RateLimit;
import dev.countersign.service.portal.SignIn;
import dev.countersign.service.portal.SignIns;
import dev.countersign.service.portal.StartSignIn;
import dev.countersign.service.trust.CallerAddress;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/portal/v1/sign_in")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal", description = "The customer's own pages; the session is a cookie")
@Blocking
class SignInResource {
    private final StartSignIn startSignIn;
    private final SignIns signIns;
    private final Organisation organisation;
    private final PublicUrl publicUrl;
    private final Admission admission;
    private final Clock clock;

    SignInResource(
            StartSignIn startSignIn,
            SignIns signIns,
            Organisation organisation,
            PublicUrl publicUrl,
            Admission admission,
            Clock clock) {
        this.startSignIn = startSignIn;
        this.signIns = signIns;
        this.organisation = organisation;
        this.publicUrl = publicUrl;
        this.admission = admission;
        this.clock = clock;
    }

    /** What the page shows; never who answered. */
    record View(String organisation, String state, String number, String request, String qr, Instant expiresAt) {
        @Override
        public String toString() {
            return "View[" + state + "]";
        }
    }

    /** How many may begin to sign in. */
    @Singleton
    static class Admission {
        private final RateLimit<String> starts;

        Admission(
                @ConfigProperty(name = "countersign.portal.sign-ins-per-minute", defaultValue = "20") int perMinute,
                Clock clock) {
            this.starts = new RateLimit<>(perMinute, clock);
        }

        void admit(CallerAddress caller) {
            starts.take(caller.network()).ifPresent(wait -> {
                throw new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many sign-ins were begun from this address.")
                        .retryAfter(wait);
            });
        }
    }

    @POST
    @Operation(
            operationId = "beginPortalSignIn",
            summary = "Begin to sign in: a code to scan and the number to type; a cookie for this browser alone")
    public Response begin(@Context HttpServerRequest request) {
        admission.admit(address(request));
        StartSignIn.Started started = startSignIn.start();
        return answer(Response.status(Response.Status.CREATED), started.signIn())
                .cookie(PortalCookie.SIGN_IN.with(started.browser(), publicUrl))
                .build();
    }

    @GET
    @Operation(operationId = "followPortalSignIn", summary = "How far this browser's sign-in is")
    public Response follow(@Context HttpHeaders headers) {
        SignIn signIn = Optional.ofNullable(headers.getCookies().get(PortalCookie.SIGN_IN.name(publicUrl)))
                .map(Cookie::getValue)
                .flatMap(signIns::of)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "This browser has begun no sign-in."));
        return answer(Response.ok(), signIn).build();
    }

    private Response.ResponseBuilder answer(Response.ResponseBuilder builder, SignIn signIn) {
        String request = signIn.request().toString();
        return builder.entity(new View(
                organisation.name(),
                signIn.state(clock.instant()).name().toLowerCase(Locale.ROOT),
                signIn.number(),
                request,
                QrCode.of(request).dataUri(),
                signIn.expiresAt()));
    }

    private static CallerAddress address(HttpServerRequest request) {
        try {
            // An address in digits is only read, never looked up.
            return new CallerAddress(
                    InetAddress.getByName(request.remoteAddress().hostAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connection has an address", e);
        }
    }
}
