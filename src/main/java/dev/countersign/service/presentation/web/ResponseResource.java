package dev.countersign.service.presentation.web;

import dev.countersign.protocol.Json;
import dev.countersign.service.presentation.Answer;
import dev.countersign.service.presentation.ReceiveResponse;
import dev.countersign.service.presentation.RequestId;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where wallets post their answers (OpenID4VP 1.0 section 8.2). Nobody is signed in: the answer proves itself. */
@Path("/openid4vp/responses/{id}")
@PermitAll
@Tag(name = "OpenID4VP")
public class ResponseResource {
    /** Longest body of an answer, in bytes; one with a portrait in it fits. */
    static final int MAX_BODY_BYTES = 512 * 1_024;

    private final ReceiveResponse receiveResponse;

    ResponseResource(ReceiveResponse receiveResponse) {
        this.receiveResponse = receiveResponse;
    }

    /** Takes an answer in form encoding. */
    @POST
    @Operation(summary = "The wallet's answer: direct_post or direct_post.jwt")
    public Response post(
            @PathParam("id") String id,
            @Nullable @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte @Nullable [] body) {
        Answer answer = receiveResponse.receive(new RequestId(id), FormBody.read(contentType, body, MAX_BODY_BYTES));
        return Response.status(status(answer))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.print(answer.toJson()))
                .build();
    }

    private static int status(Answer answer) {
        if (answer instanceof Answer.Taken) {
            return 200;
        }
        if (answer instanceof Answer.Unknown) {
            return 404;
        }
        return answer instanceof Answer.Undecided ? 503 : 400;
    }
}
