package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.ContentEncryption;
import dev.countersign.protocol.jose.Jwe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The response modes {@code direct_post} and {@code direct_post.jwt}, both directions (OpenID4VP 1.0 sections 8.2, 8.3). */
public final class DirectPost {
    private DirectPost() {}

    /** Returns the form that a wallet posts to the request's response URI; encrypted when that was asked. */
    public static FormParameters form(AuthorizationRequest asked, AuthorizationResponse response) {
        ObjectNode parameters = response.toJson();
        Map<String, String> form = new LinkedHashMap<>();
        if (asked.responseMode() == ResponseMode.DIRECT_POST_JWT) {
            ClientMetadata.EncryptionTarget target = asked.clientMetadata()
                    .encryptionTarget()
                    .orElseThrow(() -> new IllegalStateException("direct_post.jwt has a key"));
            form.put(OpenId4Vp.RESPONSE, Jwe.encrypt(Json.print(parameters), target.key(), target.enc()));
        } else {
            parameters.properties().forEach(member -> {
                String value = member.getValue().isTextual()
                        ? member.getValue().textValue()
                        : member.getValue().toString();
                form.put(member.getKey(), value);
            });
        }
        return new FormParameters(form);
    }

    /**
     * Reads what came to the response URI of a request without encryption.
     *
     * @return the response, or a refusal when it belongs to another request
     * @throws MalformedInputException when it is not a response
     */
    public static Verification<AuthorizationResponse> receive(AuthorizationRequest asked, FormParameters form) {
        requireMode(asked, ResponseMode.DIRECT_POST);
        if (form.get(OpenId4Vp.RESPONSE).isPresent()) {
            return Verification.rejected(
                    RejectionReason.ENCRYPTION_INVALID, "8.2: response (expected: vp_token or error)");
        }
        return forThisRequest(asked, plain(form));
    }

    /**
     * Reads what came to the response URI of a request with encryption. Only an error may come in the clear.
     *
     * @param key the one made for this request
     * @return the response, or a refusal when it was not encrypted as asked or belongs to another request
     * @throws MalformedInputException when it is not a response
     */
    public static Verification<AuthorizationResponse> receive(
            AuthorizationRequest asked, EphemeralEncryptionKey key, FormParameters form) {
        requireMode(asked, ResponseMode.DIRECT_POST_JWT);
        Optional<String> encrypted = form.get(OpenId4Vp.RESPONSE);
        boolean clear = form.get(OpenId4Vp.VP_TOKEN).isPresent();
        if (clear || (!encrypted.isPresent() && !form.get(OpenId4Vp.ERROR).isPresent())) {
            return Verification.rejected(
                    RejectionReason.ENCRYPTION_INVALID, "8.3: an answer in the clear (expected: response)");
        }
        if (!encrypted.isPresent()) {
            return forThisRequest(asked, plain(form));
        }
        return decrypt(encrypted.get(), key, asked.clientMetadata().contentEncryptions())
                .then(response -> forThisRequest(asked, response));
    }

    /**
     * Opens the value of {@code response}.
     *
     * @throws MalformedInputException when it is not a JWE, or what is inside is not a response
     */
    static Verification<AuthorizationResponse> decrypt(
            String jwe, EphemeralEncryptionKey key, Set<ContentEncryption> offered) {
        // 8.3: the key has a kid, so the header must repeat it.
        if (!Jwe.keyId(jwe).filter(key.keyId()::equals).isPresent()) {
            return Verification.rejected(
                    RejectionReason.ENCRYPTION_INVALID, "8.3: kid (expected: that of the key in the request)");
        }
        return Jwe.decrypt(jwe, key.pair(), key.keyId(), offered)
                .then(plaintext -> Verification.verified(AuthorizationResponse.parse(Json.parseObject(plaintext))));
    }

    private static void requireMode(AuthorizationRequest asked, ResponseMode mode) {
        if (asked.responseMode() != mode) {
            throw new IllegalArgumentException("response mode: " + asked.responseMode() + " (expected: " + mode + ")");
        }
    }

    private static AuthorizationResponse plain(FormParameters form) {
        ObjectNode parameters = Json.object();
        form.values().forEach((name, value) -> {
            if (name.equals(OpenId4Vp.VP_TOKEN)) {
                parameters.set(name, Json.parse(value));
            } else {
                parameters.put(name, value);
            }
        });
        return AuthorizationResponse.parse(parameters);
    }

    private static Verification<AuthorizationResponse> forThisRequest(
            AuthorizationRequest asked, AuthorizationResponse response) {
        // An error may lack the state: a wallet that could not read the request knows none.
        boolean required = asked.state().isPresent() && response instanceof AuthorizationResponse.Presented;
        boolean same = response.state().equals(asked.state());
        if (!same && (required || response.state().isPresent())) {
            return Verification.rejected(RejectionReason.REPLAYED, "8.2: state is not that of this request");
        }
        return Verification.verified(response);
    }
}
