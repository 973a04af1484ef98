package dev.countersign.service.consent;

import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.MalformedInputException;

/**
 * Names the page that shows one request: what stands in its address. Whoever has it can show the request, not answer it.
 *
 * @param value 22 characters of base64url: 128 random bits
 */
public record PageToken(String value) {
    static final int BYTES = 16;

    /**
     * Checks the form.
     *
     * @throws MalformedInputException when it is none
     */
    public PageToken {
        if (Base64Url.decode(value).length != BYTES) {
            throw new MalformedInputException("page token (expected: " + BYTES + " bytes in base64url)");
        }
    }

    @Override
    public String toString() {
        return "PageToken[...]";
    }
}
