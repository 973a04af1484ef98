package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import java.time.Instant;
import java.util.Optional;

/** The Verifier's side of a request object (OpenID4VP 1.0 sections 5.8 to 5.10, RFC 9101). */
public final class RequestObject {
    /** The header parameter {@code typ}. */
    public static final String TYPE = "oauth-authz-req+jwt";

    /** The media type under which it is served. */
    public static final String MEDIA_TYPE = "application/" + TYPE;

    private RequestObject() {}

    /**
     * When it may be used.
     *
     * @param expiresAt from then on it is refused
     */
    public record Validity(Instant issuedAt, Instant expiresAt) {}

    /**
     * Signs a request for a wallet that was not discovered.
     *
     * @param walletNonce what the wallet sent along when it fetched by POST
     */
    public static Jws sign(
            AuthorizationRequest request, Validity validity, Optional<WalletNonce> walletNonce, RequestSigner signer) {
        ObjectNode header = Json.object().put("typ", TYPE);
        header.setAll(signer.header());
        ObjectNode claims = request.toJson();
        claims.put("iss", request.clientId().toString())
                .put("aud", OpenId4Vp.STATIC_DISCOVERY_AUDIENCE)
                .put("iat", validity.issuedAt().getEpochSecond())
                .put("exp", validity.expiresAt().getEpochSecond());
        walletNonce.ifPresent(nonce -> claims.put(OpenId4Vp.WALLET_NONCE, nonce.value()));
        return Jws.sign(header, Json.print(claims), signer.signer());
    }
}
