package dev.countersign.service.access.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.service.access.ReadTokenForm;
import dev.countersign.service.access.TokenForm;
import dev.countersign.service.access.TokenGrant;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.platform.OrganisationKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749) and the keys of its tokens (RFC 7517). */
@Path("/oauth")
@PermitAll
@Tag(name = "OAuth", description = "Tokens for machine clients and wallets")
public class OAuthResource {
    private final Instance<TokenGrant> grants;
    private final OrganisationKeys keys;
    private final ReadTokenForm readForm;

    OAuthResource(@Any Instance<TokenGrant> grants, OrganisationKeys keys, ReadTokenForm readForm) {
        this.readForm = readForm;
        this.grants = grants;
        this.keys = keys;
    }

    /** Exchanges a grant for a token. */
    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Get an access token: client_credentials, what a CIBA request brought, or a grant of a wallet")
    public Response token(@Nullable String body, @Context HttpHeaders headers) {
        TokenForm request = readForm.read(body, headers.getRequestHeaders());
        String type = request.parameter("grant_type")
                .orElseThrow(() -> new OAuthProblem(400, "invalid_request", "grant_type is missing."));
        TokenGrant grant = grants.stream()
                .filter(known -> known.grantType().equals(type))
                .findFirst()
                .orElseThrow(() -> new OAuthProblem(
                        400, "unsupported_grant_type", "The token endpoint does not know this grant type."));
        return Response.ok(Json.print(grant.grant(request).body()))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    /** Publishes the keys that verify access tokens. */
    @GET
    @Path("/jwks")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Public keys of access tokens")
    public byte[] jwks() {
        return Json.print(new JwkSet(keys.publicKeys(KeyUse.TOKEN)).toJson());
    }
}
