package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.dcql.ClaimPath;
import java.util.List;

/**
 * A claim of a credential and what it is called (appendix B.2).
 *
 * @param mandatory whether the issuer always includes it
 */
public record ClaimDescription(ClaimPath path, boolean mandatory, List<Display> display) {
    /** Copies the list. */
    public ClaimDescription {
        display = List.copyOf(display);
    }

    static ClaimDescription parse(JsonMembers members) {
        return new ClaimDescription(
                ClaimPath.parse(members.array("path")),
                members.optionalTruth("mandatory").orElse(false),
                Display.parseAll(members));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("path", path.toJson());
        if (mandatory) {
            json.put("mandatory", true);
        }
        Display.putAll(json, display);
        return json;
    }
}
