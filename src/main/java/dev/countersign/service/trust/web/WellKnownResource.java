package dev.countersign.service.trust.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the world reads about us to verify what we signed. */
@Path("/.well-known")
@PermitAll
@Tag(name = "Organisation")
public class WellKnownResource {
    // Short enough that a new key is seen before it is used for long, long enough to spare us crowds.
    private static final String CACHE = "public, max-age=300";

    private final OrganisationDid organisation;

    WellKnownResource(OrganisationDid organisation) {
        this.organisation = organisation;
    }

    /** Returns the DID document of the public URL's did:web. */
    @GET
    @Path("/did.json")
    @Operation(summary = "The organisation's DID document (did:web)")
    public Response did() {
        return published("application/did+json", organisation.document().toJson());
    }

    /** Returns the metadata of our issuer. */
    @GET
    @Path("/jwt-vc-issuer")
    @Operation(summary = "The keys of the organisation as an issuer (SD-JWT VC section 5)")
    public Response issuer() {
        return published(MediaType.APPLICATION_JSON, Json.print(organisation.issuerMetadata()));
    }

    private static Response published(String mediaType, byte[] body) {
        return Response.ok(body, mediaType)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                // Public by nature: wallets in browsers read it too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
