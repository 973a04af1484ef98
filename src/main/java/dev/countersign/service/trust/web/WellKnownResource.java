package dev.countersign.service.trust.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.OrganisationDid;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    @Operation(summary = "The organisation's DID document, as that of the did:web at the same place")
    public Response did() {
        return published("application/did+json", organisation.webDocument().toJson());
    }

    /** Returns the log of our did:webvh. */
    @GET
    @Path("/did.jsonl")
    @Operation(summary = "The log of the organisation's DID (did:webvh 1.0)")
    public Response log(@Context Request request) {
        return unchangedOr(request, "text/jsonl", organisation.logFile());
    }

    /** Returns the approvals of the witnesses of our did:webvh. */
    @GET
    @Path("/did-witness.json")
    @Operation(summary = "What the witnesses of the organisation's DID approved (did:webvh 1.0)")
    public Response witnessProofs(@Context Request request) {
        String file = organisation
                .witnessFile()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The organisation's DID has no witnesses."));
        return unchangedOr(request, MediaType.APPLICATION_JSON, file.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the metadata of our issuer. */
    @GET
    @Path("/jwt-vc-issuer")
    @Operation(summary = "The keys of the organisation as an issuer (SD-JWT VC section 5)")
    public Response issuer() {
        return published(MediaType.APPLICATION_JSON, Json.print(organisation.issuerMetadata()));
    }

    // Asked for each time: whoever has seen an entry must never be shown a log without it.
    private static Response unchangedOr(Request request, String mediaType, byte[] body) {
        EntityTag tag = new EntityTag(HexFormat.of().formatHex(sha256(body), 0, 16));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(body, mediaType))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    private static Response published(String mediaType, byte[] body) {
        return Response.ok(body, mediaType)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                // Public by nature: wallets in browsers read it too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
