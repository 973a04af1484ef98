package dev.countersign.service.content.web;

import dev.countersign.service.content.Content;
import dev.countersign.service.content.ContentId;
import dev.countersign.service.content.ContentState;
import dev.countersign.service.content.FindContent;
import dev.countersign.service.content.FindContent.Described;
import dev.countersign.service.content.ReceiveContent;
import dev.countersign.service.content.ReceiveContent.Incoming;
import dev.countersign.service.content.ReceiveContent.Received;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One content: what it is, and its bytes on their way in (as in the IETF's draft of resumable uploads, and in tus). */
@Path("/api/v1/interactions/{id}/contents/{content}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contents")
@Blocking
class UploadResource {
    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";

    /** Of a refused body that many bytes are read, so that the answer reaches an honest sender. */
    private static final int MOST_DRAINED = 1 << 20;

    private final FindContent findContent;
    private final ReceiveContent receiveContent;

    UploadResource(FindContent findContent, ReceiveContent receiveContent) {
        this.findContent = findContent;
        this.receiveContent = receiveContent;
    }

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "scope:interactions"})
    @Operation(operationId = "showContent", summary = "A content, without its bytes")
    public ContentView show(@PathParam("id") String id, @PathParam("content") String content) {
        Described found = findContent.describe(Names.content(content));
        check(found.content(), id);
        return ContentView.of(found);
    }

    @HEAD
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @APIResponse(responseCode = "204", description = "Upload-Offset says where the next bytes begin")
    @Operation(operationId = "showUpload", summary = "How far an upload has come: Upload-Offset, Upload-Complete")
    public Response progress(@PathParam("id") String id, @PathParam("content") String content) {
        return answer(find(id, content), Response.noContent());
    }

    @PATCH
    @Consumes({"application/partial-upload", "application/offset+octet-stream", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Refuses({
        ProblemType.STATE_CONFLICT,
        ProblemType.TOO_LARGE,
        ProblemType.TOO_MANY_REQUESTS,
        ProblemType.DEPENDENCY_UNAVAILABLE
    })
    @APIResponse(responseCode = "204", description = "The bytes are durable; Upload-Offset says where the next begin")
    @RequestBody(
            content =
                    @org.eclipse.microprofile.openapi.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @Operation(operationId = "uploadContent", summary = "Send bytes from Upload-Offset on, as many as one likes")
    public Response upload(
            @PathParam("id") String id,
            @PathParam("content") String content,
            @HeaderParam(OFFSET) @Nullable String offset,
            @HeaderParam(COMPLETE) @Nullable String complete,
            InputStream body) {
        try {
            ContentId found = find(id, content).id();
            Received received = receiveContent.receive(found, new Incoming(offset(offset), end(complete), body));
            if (received instanceof Received.Interrupted) {
                // Nobody is there to read it.
                throw new Problem(ProblemType.MALFORMED_REQUEST, "The body ended early.");
            }
            return answer(received.content(), Response.noContent());
        } catch (Problem refused) {
            drain(body);
            throw refused;
        }
    }

    private Content find(String id, String content) {
        Content found = receiveContent.find(Names.content(content));
        check(found, id);
        return found;
    }

    private static void check(Content found, String id) {
        if (!found.interaction().equals(Names.interaction(id))) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such content.");
        }
    }

    private static Response answer(Content content, Response.ResponseBuilder answer) {
        answer.header(OFFSET, content.received())
                .header(COMPLETE, content.state() == ContentState.COMPLETE ? "?1" : "?0")
                .header("Cache-Control", "no-store");
        content.size().ifPresent(size -> answer.header("Upload-Length", size));
        return answer.build();
    }

    private static long offset(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,18}")) {
            throw new Problem(
                    ProblemType.MALFORMED_REQUEST, "Upload-Offset: (expected: a number of bytes, 0 at the beginning)");
        }
        return Long.parseLong(header);
    }

    // A boolean of RFC 8941.
    private static Incoming.End end(@Nullable String header) {
        if (header == null || header.equals("?0")) {
            return Incoming.End.MORE;
        }
        if (header.equals("?1")) {
            return Incoming.End.LAST;
        }
        throw new Problem(ProblemType.MALFORMED_REQUEST, "Upload-Complete: (expected: ?0 or ?1)");
    }

    private static void drain(InputStream body) {
        try {
            body.skipNBytes(MOST_DRAINED);
        } catch (IOException e) {
            // It was shorter, or its sender is gone: both are well.
        }
    }
}
