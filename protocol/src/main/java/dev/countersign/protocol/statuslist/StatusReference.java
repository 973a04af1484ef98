package dev.countersign.protocol.statuslist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Where the status of a credential stands: a list and a place in it (draft-ietf-oauth-status-list-20 section 6).
 *
 * @param uri of the Status List Token; absolute, with a host and without a fragment. Whether its scheme and host may be
 *     fetched is for whoever fetches it to decide
 * @param index zero-based place in the list
 */
public record StatusReference(URI uri, int index) {
    private static final int MAX_URI_LENGTH = 2_048;

    /** Checks what the two members promise. */
    public StatusReference {
        Objects.requireNonNull(uri);
        if (uri.getHost() == null || uri.getRawFragment() != null) {
            throw malformed("6.2: uri (expected: absolute, with a host, without a fragment)");
        }
        if (index < 0) {
            throw malformed("6.2: idx: negative (expected: >= 0)");
        }
    }

    /**
     * Reads the value of a credential's {@code status} claim.
     *
     * @throws MalformedInputException when it has no {@code status_list} with an {@code idx} and a {@code uri}
     */
    public static StatusReference parse(JsonNode status) {
        if (!(status.get("status_list") instanceof ObjectNode list)) {
            throw malformed("6.2: status (expected: an object with the object status_list)");
        }
        JsonNode index = list.get("idx");
        if (index == null || !index.isIntegralNumber() || !index.canConvertToInt()) {
            throw malformed("6.2: idx (expected: a non-negative integer below 2^31)");
        }
        JsonNode uri = list.get("uri");
        if (uri == null || !uri.isTextual() || uri.textValue().length() > MAX_URI_LENGTH) {
            throw malformed("6.2: uri (expected: a string of at most " + MAX_URI_LENGTH + " characters)");
        }
        try {
            return new StatusReference(new URI(uri.textValue()), index.intValue());
        } catch (URISyntaxException e) {
            throw new MalformedInputException("Token Status List 6.2: uri (expected: a URI)", e);
        }
    }

    /** Returns the value of the {@code status} claim: {@code {"status_list": {"idx": ..., "uri": ...}}}. */
    public ObjectNode toJson() {
        ObjectNode status = Json.object();
        status.putObject("status_list").put("idx", index).put("uri", uri.toString());
        return status;
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("Token Status List " + what);
    }
}
