package dev.countersign.service.content.web;

import dev.countersign.service.content.AskToRead;
import dev.countersign.service.content.Content;
import dev.countersign.service.content.ContentDescription;
import dev.countersign.service.content.ContentKind;
import dev.countersign.service.content.CreateContent;
import dev.countersign.service.content.DeleteContent;
import dev.countersign.service.content.FindContent;
import dev.countersign.service.content.FindContent.Described;
import dev.countersign.service.content.NewContent;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.EachTime;
import dev.countersign.service.platform.web.Refuses;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/interactions/{id}/contents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Contents")
@Blocking
class ContentsResource {
    private final CreateContent createContent;
    private final FindContent findContent;
    private final AskToRead askToRead;
    private final DeleteContent deleteContent;
    private final Clock clock;

    ContentsResource(
            CreateContent createContent,
            FindContent findContent,
            AskToRead askToRead,
            DeleteContent deleteContent,
            Clock clock) {
        this.createContent = createContent;
        this.findContent = findContent;
        this.askToRead = askToRead;
        this.deleteContent = deleteContent;
        this.clock = clock;
    }

    /** What is about to be uploaded. */
    @Schema(name = "NewContent", description = "What is about to be uploaded")
    record Announced(
            @Schema(description = "recording, transcript or attachment", required = true) @Nullable
            String kind,

            @Schema(description = "Such as audio/ogg", required = true) @Nullable
            String mediaType,

            @Schema(description = "Of the file, at most 255 characters") @Nullable
            String name,

            @Schema(description = "When it came about", required = true) @Nullable
            Instant at,

            @Schema(description = "Bytes, when they are known: the upload ends with them") @Nullable
            Long size) {
        @Override
        public String toString() {
            return "Announced";
        }
    }

    /** Why somebody wants to read, or deletes. */
    @Schema(name = "ContentReason", description = "Why somebody wants to read, or deletes")
    record Asked(
            @Schema(description = "5 to 500 characters", required = true) @Nullable
            String reason) {
        @Override
        public String toString() {
            return "Asked";
        }
    }

    /** The contents of an interaction. */
    @Schema(name = "Contents", description = "The contents of an interaction, oldest first")
    record ContentList(List<ContentView> items) {}

    @POST
    @RolesAllowed({"agent", "supervisor", "scope:interactions"})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.TOO_LARGE})
    @APIResponseSchema(value = ContentView.class, responseCode = "201")
    @Operation(
            operationId = "createContent",
            summary = "Begin to upload a recording, transcript or attachment; its bytes follow by PATCH")
    public Response create(@PathParam("id") String id, Announced body) {
        NewContent asked = asked(body);
        Content begun = createContent.create(Names.interaction(id), asked);
        return Response.created(URI.create("/api/v1/interactions/" + begun.interaction() + "/contents/" + begun.id()))
                .entity(ContentView.of(new Described(begun, Optional.of(asked.description()))))
                .build();
    }

    @GET
    @RolesAllowed({"agent", "supervisor", "auditor", "scope:interactions"})
    @Operation(operationId = "listContents", summary = "The contents of an interaction, without their bytes")
    public ContentList list(@PathParam("id") String id) {
        return new ContentList(findContent.of(Names.interaction(id)).stream()
                .map(ContentView::of)
                .toList());
    }

    @POST
    @Path("/{content}/readings")
    @RolesAllowed({"agent", "supervisor", "auditor", "admin"})
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponseSchema(value = ReadingView.class, responseCode = "201")
    @Operation(
            operationId = "askToReadContent",
            summary = "Ask to read a content, with a reason; recorded, and for some kinds a second person must approve")
    public Response ask(@PathParam("id") String id, @PathParam("content") String content, Asked body) {
        Described found = found(id, content);
        ReadingView asked = ReadingView.of(
                askToRead.ask(found.content().id(), body.reason() == null ? "" : body.reason()), clock.instant());
        return Response.created(URI.create("/api/v1/content_readings/" + asked.id()))
                .entity(asked)
                .build();
    }

    @POST
    @Path("/{content}/deletion")
    @EachTime
    @RolesAllowed("supervisor")
    @Refuses({ProblemType.STATE_CONFLICT, ProblemType.INVALID_VALUE})
    @APIResponse(responseCode = "204", description = "It is gone")
    @Operation(
            operationId = "deleteContent",
            summary = "Delete a content, with a reason; that it was there, and who deleted it, stays in the timeline")
    public void delete(@PathParam("id") String id, @PathParam("content") String content, Asked body) {
        deleteContent.delete(found(id, content).content().id(), body.reason() == null ? "" : body.reason());
    }

    private Described found(String id, String content) {
        Described found = findContent.describe(Names.content(content));
        if (!found.content().interaction().equals(Names.interaction(id))) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such content.");
        }
        return found;
    }

    private static NewContent asked(Announced body) {
        ContentKind kind = Optional.ofNullable(body.kind())
                .flatMap(ContentKind::ofLabel)
                .orElseThrow(() -> malformed("kind", "expected: recording, transcript or attachment"));
        if (body.mediaType() == null) {
            throw malformed("media_type", "expected: such as audio/ogg");
        }
        if (body.at() == null) {
            throw malformed("at", "expected: when it came about");
        }
        if (body.size() != null && body.size() < 0) {
            throw malformed("size", "expected: >= 0");
        }
        try {
            return new NewContent(
                    kind,
                    new ContentDescription(body.mediaType(), Optional.ofNullable(body.name())),
                    body.at(),
                    body.size() == null ? OptionalLong.empty() : OptionalLong.of(body.size()));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw malformed(message.startsWith("name") ? "name" : "media_type", message);
        }
    }

    private static Problem malformed(String member, String what) {
        return new Problem(ProblemType.MALFORMED_REQUEST, "A member is not what it should be.").at("/" + member, what);
    }
}
