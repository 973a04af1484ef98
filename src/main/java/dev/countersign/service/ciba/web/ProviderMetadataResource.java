package dev.countersign.service.ciba.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.ciba.DescribeProvider;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What clients read about us as an OpenID provider. */
@Path("/.well-known/openid-configuration")
@PermitAll
@Tag(name = "OAuth")
public class ProviderMetadataResource {
    private final DescribeProvider describe;

    ProviderMetadataResource(DescribeProvider describe) {
        this.describe = describe;
    }

    /** Shows the metadata. */
    @GET
    @Operation(summary = "Metadata of the OpenID provider (CIBA, Identity Assurance)")
    public Response metadata() {
        return Response.ok(Json.print(describe.describe()), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
