package dev.countersign.service.statuslist.web;

import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.web.Compression;
import dev.countersign.service.statuslist.ListId;
import dev.countersign.service.statuslist.PublishedStatusLists;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Status List Tokens for whoever verifies our credentials (Token Status List section 8). */
@Path("/status_lists")
@PermitAll
@Tag(name = "Status lists")
public class StatusListResource {
    private final PublishedStatusLists lists;

    StatusListResource(PublishedStatusLists lists) {
        this.lists = lists;
    }

    /** Returns a list; the same bytes until a status changes or the text grows old. */
    @GET
    @Path("/{id}")
    @Operation(summary = "A signed status list")
    public Response list(
            @PathParam("id") String id,
            @QueryParam("time") @Nullable String time,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings,
            @Context Request request) {
        if (time != null) {
            // Section 8.4: lists of the past are not kept.
            return Response.status(Response.Status.NOT_IMPLEMENTED).build();
        }
        PublishedStatusLists.Published list = ListId.parse(id)
                .flatMap(lists::find)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such status list."));
        EntityTag tag = new EntityTag(list.entityTag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return published(unchanged)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                    .build();
        }
        byte[] token = list.token().getBytes(StandardCharsets.US_ASCII);
        return Compression.put(
                        published(Response.ok().type(StatusListToken.MEDIA_TYPE).tag(tag)), token, encodings)
                .build();
    }

    private static Response.ResponseBuilder published(Response.ResponseBuilder answer) {
        CacheControl cache = new CacheControl();
        // Shorter than the ttl inside, which outranks it: a copy in between does not add its age to the reader's.
        cache.setMaxAge((int) PublishedStatusLists.TIME_TO_LIVE.toSeconds() / 5);
        cache.setNoTransform(true);
        return answer.cacheControl(cache)
                // Section 8.1: verifiers in browsers read it too.
                .header("Access-Control-Allow-Origin", "*");
    }
}
