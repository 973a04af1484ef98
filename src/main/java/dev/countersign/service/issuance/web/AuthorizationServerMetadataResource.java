package dev.countersign.service.issuance.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.AuthorizationServerFacts;
import dev.countersign.service.access.TokenGrant;
import dev.countersign.service.platform.PublicUrl;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What clients read about us as an authorization server (RFC 8414 section 2). */
@Path("/.well-known/oauth-authorization-server")
@PermitAll
@Tag(name = "OAuth")
public class AuthorizationServerMetadataResource {
    private final Instance<TokenGrant> grants;
    private final Instance<AuthorizationServerFacts> facts;
    private final PublicUrl publicUrl;

    AuthorizationServerMetadataResource(
            @Any Instance<TokenGrant> grants, @Any Instance<AuthorizationServerFacts> facts, PublicUrl publicUrl) {
        this.grants = grants;
        this.facts = facts;
        this.publicUrl = publicUrl;
    }

    @GET
    @Operation(summary = "Metadata of the authorization server")
    public Response metadata() {
        ObjectNode metadata = Json.object()
                .put("issuer", publicUrl.uri().toString())
                .put("token_endpoint", publicUrl.resolve("/oauth/token").toString())
                .put("jwks_uri", publicUrl.resolve("/oauth/jwks").toString())
                // OpenID4VCI 12.3: wallets need not be registered; the code is what authorises them.
                .put("pre-authorized_grant_anonymous_access_supported", true);
        ArrayNode types = metadata.putArray("grant_types_supported");
        grants.stream().map(TokenGrant::grantType).sorted().forEach(types::add);
        // RFC 8414 section 2 wants it, though there is no authorization endpoint to use it with.
        metadata.putArray("response_types_supported");
        facts.forEach(feature -> feature.describe(metadata));
        return Response.ok(Json.print(metadata), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
