package dev.countersign.service.issuance.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.openid4vci.CredentialError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers in the forms that OpenID4VCI and RFC 6750 prescribe. Nothing of it is to be kept by a cache. */
final class WalletAnswers {
    private WalletAnswers() {}

    static Response ok(ObjectNode body) {
        return noStore(Response.ok(Json.print(body), MediaType.APPLICATION_JSON));
    }

    static Response refused(CredentialError error, String description) {
        ObjectNode body = Json.object()
                .put("error", error.wireName())
                // 8.3.1.2: the characters that RFC 6749 allows.
                .put("error_description", description.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'"));
        return noStore(Response.status(400).entity(Json.print(body)).type(MediaType.APPLICATION_JSON));
    }

    /** RFC 6750 section 3.1: without a token no error code, with a bad one {@code invalid_token}. */
    static Response unauthorized(Optional<String> token) {
        String challenge = "Bearer realm=\"countersign\"" + (token.isPresent() ? ", error=\"invalid_token\"" : "");
        Response.ResponseBuilder answer = Response.status(401).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        if (token.isPresent()) {
            answer.entity(Json.print(Json.object().put("error", "invalid_token")))
                    .type(MediaType.APPLICATION_JSON);
        }
        return noStore(answer);
    }

    static Response noStore(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
