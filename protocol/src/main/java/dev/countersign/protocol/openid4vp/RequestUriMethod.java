package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.MalformedInputException;

/** How a wallet fetches a request object (OpenID4VP 1.0 section 5.10). */
public enum RequestUriMethod {
    /** As RFC 9101 says. */
    GET("get"),
    /** With what the wallet can do and a nonce of its own. */
    POST("post");

    private final String wireName;

    RequestUriMethod(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the value of {@code request_uri_method}. */
    public String wireName() {
        return wireName;
    }

    static RequestUriMethod parse(String wireName) {
        for (RequestUriMethod method : values()) {
            if (method.wireName.equals(wireName)) {
                return method;
            }
        }
        throw new MalformedInputException("OpenID4VP 1.0 5.1: request_uri_method (expected: get or post)");
    }
}
