package dev.countersign.service.ciba;

import dev.countersign.protocol.Base64Url;
import dev.countersign.service.platform.KeyedHash;
import dev.countersign.service.platform.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Makes {@code auth_req_id} (OpenID CIBA Core 1.0 section 7.3): 256 bits that nobody can guess who has not the organisation's
 * key, made from our own name of the request, so that they need not be stored to be sent again.
 */
@ApplicationScoped
class AuthReqIds {
    private static final String DOMAIN = "ciba_auth_req_id";
    private static final int MAX_CHARS = 200;

    private final KeyedHash keyedHash;

    AuthReqIds(KeyedHash keyedHash) {
        this.keyedHash = keyedHash;
    }

    String of(String requestId) {
        return Base64Url.encode(keyedHash.hash(DOMAIN, requestId));
    }

    static byte[] hash(String authReqId) {
        return TokenHash.of(authReqId.length() > MAX_CHARS ? authReqId.substring(0, MAX_CHARS) : authReqId);
    }
}
