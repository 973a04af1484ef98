package dev.countersign.service.access.web;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.openid4vp.FormParameters;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    OAuthResource(@Any Instance<TokenGrant> grants, OrganisationKeys keys) {
        this.grants = grants;
        this.keys = keys;
    }

    /** Exchanges a grant for a token. */
    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Get an access token: client_credentials, or a grant of a wallet")
    public Response token(@Nullable String body, @Context HttpHeaders headers) {
        TokenForm request = new TokenForm(form(body), relevant(headers));
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

    /** RFC 6749 3.2: a parameter that occurs twice makes the request invalid. */
    private static Map<String, String> form(@Nullable String body) {
        try {
            return FormParameters.parse(body == null ? "" : body).values();
        } catch (MalformedInputException e) {
            throw new OAuthProblem(400, "invalid_request", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> relevant(HttpHeaders headers) {
        Map<String, String> found = new HashMap<>();
        for (String name : List.of("authorization", "dpop")) {
            List<String> values = headers.getRequestHeader(name);
            if (values != null && values.size() > 1) {
                throw new OAuthProblem(400, "invalid_request", "A header occurs more than once.");
            }
            if (values != null && !values.isEmpty()) {
                found.put(name, values.get(0));
            }
        }
        return found;
    }
}
