package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.service.interaction.Mask;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A purpose's definition in JSON, as administrators write it and as it is stored. */
public final class PurposeJson {
    private static final int MOST_MASKED = 100;
    private static final Set<String> MEMBERS =
            Set.of("dcql_query", "texts", "expires_in", "call_binding", "retention", "masked", "roles");

    private PurposeJson() {}

    /**
     * Reads a definition.
     *
     * @throws MalformedInputException when a member is missing, unknown, or not what it should be
     */
    public static Purpose parse(PurposeName name, int version, JsonNode json) {
        for (Iterator<String> members = json.fieldNames(); members.hasNext(); ) {
            String member = members.next();
            if (!MEMBERS.contains(member)) {
                throw new MalformedInputException(
                        "purpose: unknown member (expected: " + String.join(", ", MEMBERS) + ")");
            }
        }
        try {
            return new Purpose(
                    name,
                    version,
                    DcqlQuery.parse(json.path("dcql_query")),
                    texts(json.path("texts")),
                    duration(json, "expires_in"),
                    json.hasNonNull("call_binding")
                            ? Optional.of(
                                    CallBinding.parse(json.path("call_binding").asText()))
                            : Optional.empty(),
                    duration(json, "retention"),
                    mask(json),
                    roles(json.path("roles")));
        } catch (IllegalArgumentException e) {
            throw new MalformedInputException("purpose: " + e.getMessage(), e);
        }
    }

    /** Returns the definition of a purpose; its name and version stand elsewhere. */
    public static ObjectNode print(Purpose purpose) {
        ObjectNode json = Json.object();
        json.set("dcql_query", purpose.query().toJson());
        ObjectNode texts = json.putObject("texts");
        new TreeMap<>(purpose.texts())
                .forEach((language, text) ->
                        texts.putObject(language).put("title", text.title()).put("description", text.description()));
        json.put("expires_in", purpose.timeLimit().toString());
        purpose.callBinding().ifPresent(binding -> json.put("call_binding", binding.wireName()));
        json.put("retention", purpose.retention().toString());
        if (purpose.mask() instanceof Mask.Listed listed) {
            ArrayNode masked = json.putArray("masked");
            listed.paths().forEach(path -> masked.add(path.toJson()));
        }
        ArrayNode roles = json.putArray("roles");
        purpose.roles().stream().sorted().forEach(roles::add);
        return json;
    }

    private static Map<String, PurposeText> texts(JsonNode json) {
        Map<String, PurposeText> texts = new TreeMap<>();
        json.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        new PurposeText(
                                entry.getValue().path("title").asText(),
                                entry.getValue().path("description").asText())));
        return texts;
    }

    private static Duration duration(JsonNode json, String member) {
        try {
            return Duration.parse(json.path(member).asText());
        } catch (DateTimeException e) {
            throw new MalformedInputException("purpose: " + member + " (expected: ISO 8601 duration, as in PT90S)", e);
        }
    }

    /** Without a list the usual names decide; an empty list covers nothing. */
    private static Mask mask(JsonNode json) {
        if (!json.has("masked")) {
            return new Mask.Usual();
        }
        JsonNode masked = json.path("masked");
        if (!masked.isArray() || masked.size() > MOST_MASKED) {
            throw new MalformedInputException(
                    "purpose: masked (expected: an array of at most " + MOST_MASKED + " claim paths)");
        }
        List<ClaimPath> paths = new ArrayList<>();
        masked.forEach(path -> paths.add(ClaimPath.parse(path)));
        return new Mask.Listed(paths);
    }

    private static Set<String> roles(JsonNode json) {
        Set<String> roles = new HashSet<>();
        json.forEach(role -> roles.add(role.asText()));
        return roles;
    }
}
