package dev.countersign.service.issuance.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vci.CredentialError;
import dev.countersign.protocol.openid4vci.NonceResponse;
import dev.countersign.service.issuance.CredentialRefusedException;
import dev.countersign.service.issuance.FindOffer;
import dev.countersign.service.issuance.FindToken;
import dev.countersign.service.issuance.IssueCredential;
import dev.countersign.service.issuance.Nonces;
import dev.countersign.service.issuance.Offers;
import dev.countersign.service.issuance.TakeNotification;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The endpoints that wallets call to get credentials (OpenID4VCI 1.0). Tokens are checked here, not by roles. */
@Path("/openid4vci")
@PermitAll
@Tag(name = "OpenID4VCI")
public class OpenId4VciResource {
    private static final String BEARER = "Bearer ";

    private final FindOffer findOffer;
    private final Nonces nonces;
    private final FindToken findToken;
    private final IssueCredential issueCredential;
    private final TakeNotification takeNotification;

    OpenId4VciResource(
            FindOffer findOffer,
            Nonces nonces,
            FindToken findToken,
            IssueCredential issueCredential,
            TakeNotification takeNotification) {
        this.findOffer = findOffer;
        this.nonces = nonces;
        this.findToken = findToken;
        this.issueCredential = issueCredential;
        this.takeNotification = takeNotification;
    }

    @GET
    @Path("/offers/{reference}")
    @Operation(summary = "An offer, by the address in its link (section 4.1.3)")
    public Response offer(@PathParam("reference") String reference) {
        return WalletAnswers.ok(findOffer
                .find(reference)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such offer, or it is over."))
                .toJson());
    }

    @POST
    @Path("/nonce")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "A nonce for key proofs (section 7)")
    public Response nonce() {
        return WalletAnswers.ok(new NonceResponse(nonces.make()).toJson());
    }

    @POST
    @Path("/credential")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Credentials for proven keys (section 8)")
    public Response credential(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte @Nullable [] body) {
        return answer(
                authorization,
                new Body(body, CredentialError.INVALID_CREDENTIAL_REQUEST),
                (token, json) ->
                        WalletAnswers.ok(issueCredential.issue(token, json).toJson()));
    }

    @POST
    @Path("/notification")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "What became of the credentials (section 11)")
    public Response notification(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, byte @Nullable [] body) {
        return answer(authorization, new Body(body, CredentialError.INVALID_NOTIFICATION_REQUEST), (token, json) -> {
            takeNotification.take(token, json);
            return WalletAnswers.noStore(Response.noContent());
        });
    }

    /** A body, and the error when it is not even JSON. */
    private static final class Body {
        private final byte[] bytes;
        private final CredentialError whenMalformed;

        Body(byte @Nullable [] bytes, CredentialError whenMalformed) {
            this.bytes = bytes == null ? new byte[0] : bytes;
            this.whenMalformed = whenMalformed;
        }
    }

    private Response answer(
            @Nullable String authorization, Body body, BiFunction<Offers.Redeemed, JsonNode, Response> answer) {
        Optional<String> token = Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim());
        Optional<Offers.Redeemed> redeemed = token.flatMap(findToken::find);
        if (redeemed.isEmpty()) {
            return WalletAnswers.unauthorized(token);
        }
        JsonNode json;
        try {
            json = Json.parse(body.bytes);
        } catch (MalformedInputException e) {
            return WalletAnswers.refused(body.whenMalformed, "the body is not strict JSON");
        }
        try {
            return answer.apply(redeemed.get(), json);
        } catch (CredentialRefusedException refused) {
            return WalletAnswers.refused(refused.error(), refused.description());
        }
    }
}
