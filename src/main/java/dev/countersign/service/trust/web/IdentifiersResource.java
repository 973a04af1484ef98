package dev.countersign.service.trust.web;

import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.trust.CallerAddress;
import dev.countersign.service.trust.PublicResolution;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A DID resolver for everybody, by the HTTP binding of DID Resolution: also as a driver of a Universal Resolver. */
@Path("/1.0/identifiers")
@PermitAll
@Tag(name = "DIDs")
public class IdentifiersResource {
    // Half of a hash is more than enough to tell two documents apart.
    private static final int TAG_BYTES = 16;

    private final PublicResolution resolution;
    private final IdentifierAnswers answers;

    IdentifiersResource(PublicResolution resolution) {
        this.resolution = resolution;
        this.answers = new IdentifierAnswers(resolution::resolve, resolution::lifetime);
    }

    /** Resolves a DID, or dereferences a DID URL. */
    @GET
    @Path("/{identifier: .+}")
    @Operation(
            summary = "Resolves a DID, or dereferences a DID URL",
            description =
                    "W3C DID Resolution, HTTP binding. An identifier that begins with did%3A is decoded once and the query"
                            + " holds options; one that begins with did: is taken as it is, and the query belongs to the DID"
                            + " URL. Errors are objects of RFC 9457 with the types of DID Resolution: by themselves, or"
                            + " inside the result where one was asked for.")
    @Parameter(
            name = "identifier",
            in = ParameterIn.PATH,
            required = true,
            description = "A DID or a DID URL",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = IdentifierRequest.VERSION_ID,
            in = ParameterIn.QUERY,
            description = "Version of the document",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = IdentifierRequest.VERSION_TIME,
            in = ParameterIn.QUERY,
            description = "Version in force at this time, in UTC",
            schema = @Schema(implementation = String.class, format = "date-time"))
    @Parameter(
            name = IdentifierRequest.VERSION_NUMBER,
            in = ParameterIn.QUERY,
            description = "Version by number (did:webvh)",
            schema = @Schema(implementation = Integer.class))
    @Parameter(
            name = IdentifierRequest.VERIFICATION_RELATIONSHIP,
            in = ParameterIn.QUERY,
            description = "What the verification method must be listed for",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = IdentifierRequest.EXPAND_RELATIVE_URLS,
            in = ParameterIn.QUERY,
            description = "Whether relative DID URLs of the document are made absolute",
            schema = @Schema(implementation = Boolean.class))
    @APIResponse(
            responseCode = "200",
            description = "The document or a part of it, or the result with metadata",
            content = {
                @Content(mediaType = "application/did"),
                @Content(mediaType = "application/did+json"),
                @Content(mediaType = "application/did+ld+json"),
                @Content(mediaType = "application/did-resolution"),
                @Content(mediaType = "application/did-url-dereferencing"),
                @Content(mediaType = "application/ld+json;profile=\"https://w3id.org/did-resolution\"")
            })
    @APIResponse(responseCode = "303", description = "The address of a service (Accept: text/uri-list)")
    @APIResponse(responseCode = "400", description = "Not a DID or DID URL, or an option with a wrong value")
    @APIResponse(responseCode = "404", description = "There is no such DID, or nothing of that name in its document")
    @APIResponse(responseCode = "406", description = "Not to be had in what Accept names")
    @APIResponse(responseCode = "410", description = "The DID was deactivated")
    @APIResponse(responseCode = "429", description = "Too many requests; see Retry-After")
    @APIResponse(responseCode = "500", description = "The document is not valid, or its host cannot be reached")
    @APIResponse(responseCode = "501", description = "The method, the kind of key or the option is not supported")
    public Response get(
            @Context HttpServerRequest request, @Context HttpHeaders headers, @Context Request preconditions) {
        resolution.admit(caller(request));
        IdentifierAnswer answer = answer(request, accepted(headers));
        Response.ResponseBuilder response = Response.status(answer.status());
        if (!answer.body().isEmpty()) {
            EntityTag tag = new EntityTag(digest(answer.body()));
            Response.ResponseBuilder unchanged =
                    answer.status() == 200 ? preconditions.evaluatePreconditions(tag) : null;
            response = unchanged == null ? response.entity(answer.body().getBytes(StandardCharsets.UTF_8)) : unchanged;
            response.tag(tag);
        }
        answer.headers().forEach(response::header);
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                // Public by nature: wallets in browsers read it too.
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private IdentifierAnswer answer(HttpServerRequest request, List<MediaType> accepted) {
        try {
            return answers.answer(IdentifierRequest.of(request.path(), Optional.ofNullable(request.query())), accepted);
        } catch (RefusedIdentifierException e) {
            return answers.refused(Representation.DID, e.error(), e.detail());
        }
    }

    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            // The framework's word for a header that is none.
            throw new Problem(ProblemType.MALFORMED_REQUEST, "Accept (expected: as RFC 9110 12.5.1 says)");
        }
    }

    private static CallerAddress caller(HttpServerRequest request) {
        try {
            // An address in digits is only read, never looked up.
            return new CallerAddress(
                    InetAddress.getByName(request.remoteAddress().hostAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a connection has an address", e);
        }
    }

    private static String digest(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }
}
