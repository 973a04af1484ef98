package dev.countersign.protocol.openid4vp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a wallet presents, not yet verified (OpenID4VP 1.0 section 8.1).
 *
 * <p>Gap: presentations that are JSON objects ({@code ldp_vc}) are refused.
 *
 * @param presentations by credential query id; each list has at least one
 */
public record VpToken(Map<String, List<String>> presentations) {
    /** Most presentations that are read: each costs two signature verifications. */
    public static final int MAX_PRESENTATIONS = 32;

    /** Copies the map and counts. */
    public VpToken {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, List<String>> entry : presentations.entrySet()) {
            copy.put(entry.getKey(), List.copyOf(entry.getValue()));
            count += entry.getValue().size();
            if (entry.getValue().isEmpty()) {
                throw malformed("an empty list of presentations");
            }
        }
        if (count > MAX_PRESENTATIONS) {
            throw malformed("presentations: " + count + " (expected: <= " + MAX_PRESENTATIONS + ")");
        }
        presentations = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads the value of {@code vp_token}.
     *
     * @throws MalformedInputException when it is not an object of non-empty arrays of strings
     */
    public static VpToken parse(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            throw malformed("not an object");
        }
        Map<String, List<String>> presentations = new LinkedHashMap<>();
        object.properties().forEach(member -> presentations.put(member.getKey(), strings(member.getValue())));
        return new VpToken(presentations);
    }

    private static List<String> strings(JsonNode json) {
        if (!(json instanceof ArrayNode array) || array.size() > MAX_PRESENTATIONS) {
            throw malformed("presentations of a query (expected: an array of 1 to " + MAX_PRESENTATIONS + ")");
        }
        List<String> strings = new ArrayList<>(array.size());
        for (JsonNode entry : array) {
            if (!entry.isTextual()) {
                throw malformed("presentation (expected: a string)");
            }
            strings.add(entry.textValue());
        }
        return strings;
    }

    /** Returns the value of {@code vp_token}. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        presentations.forEach((id, list) -> list.forEach(json.putArray(id)::add));
        return json;
    }

    @Override
    public String toString() {
        return "VpToken" + presentations.keySet();
    }

    private static MalformedInputException malformed(String what) {
        return new MalformedInputException("OpenID4VP 1.0 8.1: vp_token: " + what);
    }
}
