package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of a successful token response (RFC 6749 section 5.1).
 *
 * @param body has {@code access_token}, {@code token_type}, {@code expires_in} and what else the grant says
 */
public record TokenAnswer(ObjectNode body) {
    /** Keeps its own copy. */
    public TokenAnswer {
        body = body.deepCopy();
    }

    @Override
    public ObjectNode body() {
        return body.deepCopy();
    }

    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
