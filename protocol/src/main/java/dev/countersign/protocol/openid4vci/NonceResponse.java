package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;

/**
 * Answer of the nonce endpoint (section 7.2).
 *
 * @param nonce for key proofs; unpredictable
 */
public record NonceResponse(String nonce) {
    /**
     * Reads {@code {"c_nonce"}}.
     *
     * @throws MalformedInputException when it is missing or not a string
     */
    public static NonceResponse parse(JsonNode json) {
        return new NonceResponse(JsonMembers.of(json, "OpenID4VCI 7.2").text("c_nonce"));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        return Json.object().put("c_nonce", nonce);
    }

    @Override
    public String toString() {
        return "NonceResponse";
    }
}
