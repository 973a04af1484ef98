package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the members of a query, strictly; members with other names are not looked at (OpenID4VP 1.0 section 6). */
final class DcqlJson {
    /** Longest array of a query that is read; a wallet evaluates whatever a stranger asks. */
    static final int MAX_ENTRIES = 256;

    private DcqlJson() {}

    static ObjectNode object(JsonNode json, String what) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw malformed(what, "object");
    }

    static ArrayNode array(ObjectNode json, String name) {
        return array(json.path(name), name);
    }

    private static ArrayNode array(JsonNode json, String what) {
        if (json instanceof ArrayNode array && !array.isEmpty() && array.size() <= MAX_ENTRIES) {
            return array;
        }
        throw malformed(what, "array of 1 to " + MAX_ENTRIES);
    }

    static String text(ObjectNode json, String name) {
        return text(json.path(name), name);
    }

    private static String text(JsonNode json, String what) {
        if (json.isTextual() && !json.textValue().isEmpty()) {
            return json.textValue();
        }
        throw malformed(what, "non-empty string");
    }

    static List<String> texts(ObjectNode json, String name) {
        return texts(json.path(name), name);
    }

    static List<String> texts(JsonNode json, String what) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : array(json, what)) {
            texts.add(text(entry, what));
        }
        return texts;
    }

    static boolean flag(ObjectNode json, String name, Flag whenAbsent) {
        JsonNode value = json.get(name);
        if (value == null) {
            return whenAbsent == Flag.YES;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        throw malformed(name, "boolean");
    }

    enum Flag {
        YES,
        NO
    }

    /** Returns an identifier of section 6.1 and 6.3: letters, digits, underscore and hyphen of ASCII. */
    static String identifier(ObjectNode json, String name) {
        String id = text(json, name);
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (!allowed) {
                throw malformed(name, "letters, digits, _ and - only");
            }
        }
        return id;
    }

    static Optional<String> optionalIdentifier(ObjectNode json, String name) {
        return json.has(name) ? Optional.of(identifier(json, name)) : Optional.empty();
    }

    static MalformedInputException malformed(String what, String expected) {
        return new MalformedInputException("OpenID4VP 1.0 6: " + what + " (expected: " + expected + ")");
    }
}
