package dev.countersign.service.access.web;

import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.access.Roles;
import dev.countersign.service.access.SignIn;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffSessions;
import dev.countersign.service.platform.OwnOrigin;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The session of a human at the desk. */
@Path("/session")
@Tag(name = "Session", description = "Staff sign in and out; the session is a cookie")
public class SessionResource {
    private final SignIn signIn;
    private final StaffSessions sessions;
    private final AdministerStaff staff;
    private final SessionCookie cookies;
    private final OwnOrigin ownOrigin;
    private final CurrentCaller caller;

    SessionResource(
            SignIn signIn,
            StaffSessions sessions,
            AdministerStaff staff,
            SessionCookie cookies,
            OwnOrigin ownOrigin,
            CurrentCaller caller) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.staff = staff;
        this.cookies = cookies;
        this.ownOrigin = ownOrigin;
        this.caller = caller;
    }

    /** Who signs in. */
    public record Credentials(String account, String password) {
        @Override
        public String toString() {
            return "Credentials of " + account;
        }
    }

    /** Who is signed in. */
    public record WhoAmI(String account, String displayName, Optional<String> team, Set<String> roles) {
        static WhoAmI of(StaffAccount account) {
            return new WhoAmI(account.account(), account.displayName(), account.team(), new TreeSet<>(account.roles()));
        }
    }

    /** Signs in. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sign in with a password; the answer sets the session cookie")
    public Response signIn(Credentials credentials, @HeaderParam("Origin") @Nullable String origin) {
        if (origin != null && !ownOrigin.isOurs(origin)) {
            // Another site could sign the agent in to an account of its own and read what the agent then writes.
            throw new Problem(ProblemType.FORBIDDEN, "The Origin header does not name us.");
        }
        String token = signIn.signIn(required(credentials.account()), required(credentials.password()));
        WhoAmI who = WhoAmI.of(staff.find(credentials.account()));
        return Response.ok(who).cookie(cookies.with(token)).build();
    }

    /** Says who is signed in. */
    @GET
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.ADMIN})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Who am I")
    public WhoAmI whoAmI() {
        return WhoAmI.of(staff.find(account()));
    }

    /** Signs out. */
    @DELETE
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.ADMIN})
    @Operation(summary = "Sign out")
    public Response signOut(@Context HttpHeaders headers) {
        Cookie cookie = headers.getCookies().get(cookies.name());
        if (cookie != null) {
            sessions.close(cookie.getValue());
        }
        return Response.noContent().cookie(cookies.removed()).build();
    }

    /** Changes one's own password; ends all of one's sessions. */
    @PUT
    @Path("/password")
    @RolesAllowed({Roles.AGENT, Roles.SUPERVISOR, Roles.AUDITOR, Roles.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change my password")
    public Response changePassword(AdministerStaff.PasswordChange change) {
        required(change.current());
        required(change.next());
        staff.changeOwnPassword(account(), change);
        return Response.noContent().cookie(cookies.removed()).build();
    }

    private String account() {
        return caller.staffAccount()
                .orElseThrow(() -> new Problem(ProblemType.FORBIDDEN, "Only staff have a session."));
    }

    private static String required(@Nullable String value) {
        if (value == null) {
            throw new Problem(ProblemType.MALFORMED_REQUEST, "A member of the body is missing.");
        }
        return value;
    }
}
