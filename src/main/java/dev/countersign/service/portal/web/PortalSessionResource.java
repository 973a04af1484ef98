package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.portal.CurrentCustomer;
import dev.countersign.service.portal.OpenSession;
import dev.countersign.service.portal.PortalSessions;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/portal/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Portal")
@Blocking
class PortalSessionResource {
    private final OpenSession openSession;
    private final PortalSessions sessions;
    private final Customers customers;
    private final CurrentCustomer current;
    private final Organisation organisation;
    private final PublicUrl publicUrl;

    PortalSessionResource(
            OpenSession openSession,
            PortalSessions sessions,
            Customers customers,
            CurrentCustomer current,
            Organisation organisation,
            PublicUrl publicUrl) {
        this.openSession = openSession;
        this.sessions = sessions;
        this.customers = customers;
        this.current = current;
        this.organisation = organisation;
        this.publicUrl = publicUrl;
    }

    /** Who is signed in, and where. */
    record Me(String organisation, String displayName, String customerNumber) {
        @Override
        public String toString() {
            return "Me[]";
        }
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "openPortalSession",
            summary = "The session of a sign-in that this browser began and a wallet answered; once")
    public Response open(@Context HttpHeaders headers) {
        String token = value(headers, PortalCookie.SIGN_IN)
                .flatMap(openSession::open)
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAUTHENTICATED, "This browser's sign-in is not answered, or was used before."));
        // A session that this browser had is over: two customers never share one.
        value(headers, PortalCookie.SESSION).ifPresent(sessions::close);
        return Response.noContent()
                .cookie(PortalCookie.SESSION.with(token, publicUrl), PortalCookie.SIGN_IN.removed(publicUrl))
                .build();
    }

    @GET
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "showPortalSession", summary = "Who is signed in")
    public Response show() {
        Customer me = customers
                .find(current.id())
                .orElseThrow(() -> new Problem(ProblemType.UNAUTHENTICATED, "There is no such customer any more."));
        return Response.ok(new Me(
                        organisation.name(), me.displayName(), me.number().value()))
                .build();
    }

    @DELETE
    @RolesAllowed(Roles.CUSTOMER)
    @Operation(operationId = "endPortalSession", summary = "Sign out")
    public Response close(@Context HttpHeaders headers) {
        value(headers, PortalCookie.SESSION).ifPresent(sessions::close);
        return Response.noContent()
                .cookie(PortalCookie.SESSION.removed(publicUrl))
                .build();
    }

    private Optional<String> value(HttpHeaders headers, PortalCookie cookie) {
        return Optional.ofNullable(headers.getCookies().get(cookie.name(publicUrl)))
                .map(Cookie::getValue);
    }
}
