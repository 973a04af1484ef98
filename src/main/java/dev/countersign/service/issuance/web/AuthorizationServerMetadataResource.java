package dev.countersign.service.issuance.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.DescribeAuthorizationServer;
import jakarta.annotation.security.PermitAll;
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
    private final DescribeAuthorizationServer describe;

    AuthorizationServerMetadataResource(DescribeAuthorizationServer describe) {
        this.describe = describe;
    }

    @GET
    @Operation(summary = "Metadata of the authorization server")
    public Response metadata() {
        // OpenID4VCI 12.3: wallets need not be registered; the code is what authorises them.
        ObjectNode metadata = describe.describe().put("pre-authorized_grant_anonymous_access_supported", true);
        return Response.ok(Json.print(metadata), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
