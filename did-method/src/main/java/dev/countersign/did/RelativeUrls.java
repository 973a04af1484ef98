package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the relative DID URLs of a document absolute (DID Resolution section 4.4 step 6, {@code expandRelativeUrls}). */
final class RelativeUrls {
    private RelativeUrls() {}

    /** Returns a copy in which names of objects and references of verification relationships are absolute. */
    static ObjectNode expanded(ObjectNode document, Did base) {
        ObjectNode copy = document.deepCopy();
        copy.forEach(member -> expandId(member, base));
        for (VerificationRelationship relationship : VerificationRelationship.values()) {
            if (copy.get(relationship.member()) instanceof ArrayNode entries) {
                for (int i = 0; i < entries.size(); i++) {
                    JsonNode entry = entries.get(i);
                    if (entry.isTextual() && entry.textValue().startsWith("#")) {
                        entries.set(i, base + entry.textValue());
                    }
                }
            }
        }
        return copy;
    }

    private static void expandId(JsonNode node, Did base) {
        if (node instanceof ObjectNode object && object.path("id").asText().startsWith("#")) {
            object.put("id", base + object.get("id").asText());
        }
        node.forEach(child -> expandId(child, base));
    }
}
