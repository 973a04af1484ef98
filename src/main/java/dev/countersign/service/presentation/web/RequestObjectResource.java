package dev.countersign.service.presentation.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.OpenId4Vp;
import dev.countersign.protocol.openid4vp.RequestObject;
import dev.countersign.protocol.openid4vp.WalletNonce;
import dev.countersign.service.platform.OAuthProblem;
import dev.countersign.service.presentation.RequestId;
import dev.countersign.service.presentation.ServeRequestObject;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where wallets fetch request objects. Nobody is signed in: who knows the id may fetch. */
@Path("/openid4vp/requests/{id}")
@PermitAll
@Tag(name = "OpenID4VP")
public class RequestObjectResource {
    /** Longest body of a fetch by POST, in bytes: a wallet's metadata and a nonce. */
    static final int MAX_BODY_BYTES = 64 * 1_024;

    private final ServeRequestObject serveRequestObject;

    RequestObjectResource(ServeRequestObject serveRequestObject) {
        this.serveRequestObject = serveRequestObject;
    }

    /** RFC 9101 section 5.2.3. */
    @GET
    @Operation(summary = "The signed request object")
    public Response get(@PathParam("id") String id) {
        return serve(id, Optional.empty());
    }

    /** OpenID4VP 1.0 section 5.10. What the wallet says about itself is not needed: we ask all alike. */
    @POST
    @Operation(summary = "The signed request object, with the wallet's nonce in it")
    public Response post(
            @PathParam("id") String id,
            @Nullable @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte @Nullable [] body) {
        FormParameters form = FormBody.read(contentType, body, MAX_BODY_BYTES);
        try {
            return serve(id, form.get(OpenId4Vp.WALLET_NONCE).map(WalletNonce::parse));
        } catch (MalformedInputException e) {
            throw new OAuthProblem(400, "invalid_request", String.valueOf(e.getMessage()));
        }
    }

    private Response serve(String id, Optional<WalletNonce> walletNonce) {
        ServeRequestObject.Served served = serveRequestObject.serve(new RequestId(id), walletNonce);
        if (served instanceof ServeRequestObject.Signed signed) {
            return Response.ok(signed.requestObject(), RequestObject.MEDIA_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        throw served instanceof ServeRequestObject.Over
                ? new OAuthProblem(410, "invalid_request", "The request is over: answered, cancelled or expired.")
                : new OAuthProblem(404, "invalid_request", "There is no such request.");
    }
}
