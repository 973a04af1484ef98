package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which credential queries serve together (OpenID4VP 1.0 section 6.2).
 *
 * @param options ids of credential queries; one option in full is enough, the first is liked best
 * @param required whether an answer must contain one of the options
 */
public record CredentialSetQuery(List<List<String>> options, boolean required) {
    public CredentialSetQuery {
        options = options.stream().map(List::copyOf).collect(Collectors.toList());
    }

    static CredentialSetQuery parse(JsonNode json) {
        ObjectNode query = DcqlJson.object(json, "credential_sets entry");
        List<List<String>> options = new ArrayList<>();
        for (JsonNode option : DcqlJson.array(query, "options")) {
            options.add(DcqlJson.texts(option, "options entry"));
        }
        return new CredentialSetQuery(options, DcqlJson.flag(query, "required", DcqlJson.Flag.YES));
    }

    /** Returns the options that these credential queries make up in full. */
    List<List<String>> optionsWithin(Set<String> answerable) {
        return options.stream().filter(answerable::containsAll).collect(Collectors.toList());
    }

    ObjectNode toJson() {
        ObjectNode query = Json.object();
        ArrayNode outer = query.putArray("options");
        options.forEach(option -> option.forEach(outer.addArray()::add));
        if (!required) {
            query.put("required", false);
        }
        return query;
    }
}
