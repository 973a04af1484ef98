package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;

/** How an answer travels (OpenID4VP 1.0 section 8). Answers by redirect and by browser API are not ours. */
public enum ResponseMode {
    /** Posted in the clear (inside TLS). */
    DIRECT_POST("direct_post"),
    /** Posted as a JWE. */
    DIRECT_POST_JWT("direct_post.jwt");

    private final String wireName;

    ResponseMode(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the value of {@code response_mode}. */
    public String wireName() {
        return wireName;
    }

    static ResponseMode parse(String wireName) {
        for (ResponseMode mode : values()) {
            if (mode.wireName.equals(wireName)) {
                return mode;
            }
        }
        throw new MalformedInputException(
                "OpenID4VP 1.0 5.1: response_mode (expected: direct_post or direct_post.jwt)");
    }
}
