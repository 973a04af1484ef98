package dev.countersign.service.content.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.content.ApproveReading;
import dev.countersign.service.content.OpenContent;
import dev.countersign.service.content.ReadContent;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.web.EachTime;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/content_readings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contents")
@Blocking
class ReadingsResource {
    private static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM;

    private final ApproveReading approveReading;
    private final ReadContent readContent;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ReadingsResource(ApproveReading approveReading, ReadContent readContent, PublicUrl publicUrl, Clock clock) {
        this.approveReading = approveReading;
        this.readContent = readContent;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** The bytes of a content. */
    @Schema(
            name = "ContentBytes",
            description = "The bytes of a content, or some of them",
            type = SchemaType.STRING,
            format = "binary")
    record ContentBytes() {}

    @POST
    @Path("/{reading}/approval")
    @EachTime
    @RolesAllowed({"agent", "supervisor", "auditor", "admin"})
    @Refuses(ProblemType.STATE_CONFLICT)
    @APIResponseSchema(value = ReadingView.class, responseCode = "200")
    @Operation(operationId = "approveContentReading", summary = "Approve that somebody else reads a content")
    public Response approve(@PathParam("reading") String reading) {
        return Response.ok(ReadingView.of(approveReading.approve(Names.reading(reading)), clock.instant()))
                .build();
    }

    @GET
    @Path("/{reading}/bytes")
    @Produces(OCTETS)
    @RolesAllowed({"agent", "supervisor", "auditor", "admin"})
    @Refuses(ProblemType.RANGE_NOT_SATISFIABLE)
    @APIResponse(
            responseCode = "200",
            description = "All bytes",
            content = {
                @Content(mediaType = OCTETS, schema = @Schema(implementation = ContentBytes.class)),
                @Content(mediaType = "audio/*", schema = @Schema(implementation = ContentBytes.class)),
                @Content(mediaType = "video/*", schema = @Schema(implementation = ContentBytes.class))
            })
    @APIResponse(
            responseCode = "206",
            description = "The bytes that Content-Range names",
            content = {
                @Content(mediaType = OCTETS, schema = @Schema(implementation = ContentBytes.class)),
                @Content(mediaType = "audio/*", schema = @Schema(implementation = ContentBytes.class)),
                @Content(mediaType = "video/*", schema = @Schema(implementation = ContentBytes.class))
            })
    @Operation(
            operationId = "readContent",
            summary =
                    "The bytes, for whoever asked to read them; Range and If-Range as in RFC 9110; each time is recorded")
    public Response bytes(
            @PathParam("reading") String reading,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange) {
        OpenContent opened = readContent.open(Names.reading(reading));
        String tag = '"' + opened.id().value() + '"';
        // RFC 9110 13.1.5: a date is no strong validator here, and of another state everything is sent.
        boolean ranged = ifRange == null || ifRange.equals(tag);
        ByteRange asked = ranged ? ByteRange.of(range, opened.size()) : new ByteRange.Whole();
        Response.ResponseBuilder answer;
        if (asked instanceof ByteRange.Part part) {
            answer = Response.status(206)
                    .header("Content-Range", "bytes " + part.first() + '-' + part.last() + '/' + opened.size())
                    .header("Content-Length", part.length())
                    .entity((StreamingOutput) out -> opened.copy(part.first(), part.length(), out));
        } else if (asked instanceof ByteRange.NotSatisfiable) {
            return notThere(opened.size());
        } else {
            answer = Response.ok().header("Content-Length", opened.size()).entity((StreamingOutput)
                    out -> opened.copy(0, opened.size(), out));
        }
        return answer.type(shown(opened.mediaType()))
                .header("Content-Disposition", "attachment")
                .header("Content-Security-Policy", "sandbox")
                .header("ETag", tag)
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "no-store")
                .build();
    }

    // What came from outside is never shown as a page of ours, whatever its uploader calls it: only players get its
    // type.
    private static String shown(String mediaType) {
        return mediaType.matches("(audio|video)/[a-z0-9.+-]+") ? mediaType : OCTETS;
    }

    // RFC 9110 14.4: the one problem that tells a length in a header.
    private Response notThere(long size) {
        ProblemType type = ProblemType.RANGE_NOT_SATISFIABLE;
        return Response.status(type.status())
                .type("application/problem+json")
                .header("Content-Range", "bytes */" + size)
                .header("Cache-Control", "no-store")
                .entity(Json.print(Json.object()
                        .put("type", publicUrl.resolve(type.path()).toString())
                        .put("title", type.title())
                        .put("status", type.status())
                        .put("detail", "There are " + size + " bytes.")))
                .build();
    }
}
