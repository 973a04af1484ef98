package dev.countersign.service.consent;

import dev.countersign.protocol.Base64Url;

/**
 * SHA-256 of a response code (OpenID4VP 1.0 section 8.2): the code itself is known to the wallet's browser alone.
 *
 * @param base64Url 43 characters
 */
public record ResponseCodeHash(String base64Url) {
    public ResponseCodeHash {
        if (Base64Url.decode(base64Url).length != 32) {
            throw new IllegalArgumentException("response code hash (expected: 32 bytes)");
        }
    }
}
