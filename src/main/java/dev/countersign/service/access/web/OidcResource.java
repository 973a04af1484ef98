package dev.countersign.service.access.web;

import dev.countersign.service.access.OpenIdProvider;
import dev.countersign.service.access.StaffSignIn;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a browser gets to the identity provider, and what it reads when it comes back with nothing. */
@Path("/session")
@PermitAll
@Tag(name = "Session")
public class OidcResource {
    static final String CONSOLE = "/console/";
    static final String REFUSED = "/session/oidc/refused";
    static final String UNREACHABLE = "/session/oidc/unreachable";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final StaffSignIn signIn;
    private final PublicUrl publicUrl;

    OidcResource(StaffSignIn signIn, PublicUrl publicUrl) {
        this.signIn = signIn;
        this.publicUrl = publicUrl;
    }

    /**
     * How staff sign in.
     *
     * @param password whether {@code POST /session} takes a password
     * @param oidc the address that leads a browser to the identity provider
     */
    public record Ways(boolean password, Optional<String> oidc) {}

    /** Says how to sign in. */
    @GET
    @Path("/ways")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "How to sign in: with a password, or at the identity provider")
    public Ways ways() {
        return new Ways(signIn.byPassword(), signIn.provider().map(provider -> OpenIdProvider.PATH));
    }

    /** Starts signing in. The OpenID Connect mechanism answers before this does, when it is configured. */
    @GET
    @Path("/oidc")
    @Operation(summary = "Sign in at the identity provider; leads back to the console")
    public Response start() {
        if (signIn.byPassword()) {
            throw new Problem(ProblemType.NOT_FOUND, "No identity provider is configured: sign in with a password.");
        }
        return Response.seeOther(publicUrl.resolve(CONSOLE)).build();
    }

    /** Tells why nobody is signed in. */
    @GET
    @Path("/oidc/refused")
    @Operation(hidden = true)
    public Response refused(@QueryParam("reason") @Nullable String reason) {
        throw new Problem(ProblemType.FORBIDDEN, words(reason == null ? "" : reason));
    }

    /** Tells that nobody could sign in now. */
    @GET
    @Path("/oidc/unreachable")
    @Operation(hidden = true)
    public Response unreachable() {
        throw new Problem(
                        ProblemType.DEPENDENCY_UNAVAILABLE,
                        "The identity provider cannot be reached. Open " + OpenIdProvider.PATH + " to try again.")
                .retryAfter(RETRY_AFTER);
    }

    private static String words(String reason) {
        return switch (reason) {
            case "no_role" ->
                "You have signed in, but your account has no role in Countersign. Ask your administrator for one.";
            case "no_account_name" ->
                "You have signed in, but what the identity provider calls you is no name that an account can have."
                        + " Ask your administrator.";
            case "name_of_another" ->
                "You have signed in, but the account with your name belongs to somebody else. Ask your administrator.";
            case "suspended" -> "You have signed in, but your account is suspended here. Ask your supervisor.";
            default -> "The identity provider did not sign you in. Open " + OpenIdProvider.PATH + " to try again.";
        };
    }
}
