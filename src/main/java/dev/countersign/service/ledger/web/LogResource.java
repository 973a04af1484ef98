package dev.countersign.service.ledger.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.service.ledger.LogIdentity;
import dev.countersign.service.ledger.ReadLog;
import dev.countersign.service.ledger.WitnessRules;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Compression;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The InteractionLog for everybody (C2SP tlog-tiles): salted commitments, from which nobody learns who or what. */
@Path("/log")
@PermitAll
@Blocking
@Tag(name = "Log")
public class LogResource {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final ReadLog log;
    private final LogIdentity identity;
    private final WitnessRules rules;

    LogResource(ReadLog log, LogIdentity identity, WitnessRules rules) {
        this.log = log;
        this.identity = identity;
        this.rules = rules;
    }

    /** Returns the newest checkpoint. */
    @GET
    @Path("/" + LogPath.CHECKPOINT)
    @Operation(summary = "The newest signed checkpoint, a C2SP signed note")
    public Response checkpoint() {
        byte[] note = log.checkpoint()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The log has no checkpoint yet."));
        return forBrowsers(Response.ok(note, TEXT))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** Returns the key that signs the checkpoints. */
    @GET
    @Path("/key")
    @Operation(summary = "The log's verifier key (C2SP vkey); compare it with one that you have from elsewhere")
    public Response key() {
        return forBrowsers(Response.ok(identity.verifierKey() + "\n", TEXT))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** Returns which witnesses must have seen a checkpoint before it is published. */
    @GET
    @Path("/policy")
    @Operation(
            summary =
                    "The log's key and its witnesses (C2SP tlog-policy); compare it with one that you have from elsewhere")
    public Response policy() {
        return forBrowsers(Response.ok(rules.policy().toString(), TEXT))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** Returns a tile of hashes or a bundle of entries. */
    @GET
    @Path("/tile/{path: .+}")
    @Operation(summary = "A tile of hashes, or a bundle of entries (tile/entries/...)")
    public Response tile(
            @PathParam("path") String path, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        byte[] bytes = log.read(parse("tile/" + path))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The newest checkpoint does not reach so far."));
        return Compression.put(
                        forBrowsers(Response.ok())
                                .type(MediaType.APPLICATION_OCTET_STREAM)
                                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable"),
                        bytes,
                        encodings)
                .build();
    }

    private static LogPath parse(String path) {
        try {
            return LogPath.parse(path);
        } catch (MalformedInputException e) {
            throw new Problem(ProblemType.NOT_FOUND, e.getMessage());
        }
    }

    private static Response.ResponseBuilder forBrowsers(Response.ResponseBuilder answer) {
        return answer.header("Access-Control-Allow-Origin", "*");
    }
}
