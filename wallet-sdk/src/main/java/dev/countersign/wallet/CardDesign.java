package dev.countersign.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.dcql.ClaimPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a credential looks, as its Issuer's metadata says it (OpenID4VCI 1.0 section 12.2.4): names and colours per
 * language. Plain text from outside: to be shown as text and nothing else.
 *
 * @param issuerName of the Issuer, by language tag
 * @param name of the credential, by language tag
 * @param labels of its claims, in the order in which to show them
 */
public record CardDesign(
        Map<String, String> issuerName, Map<String, String> name, Colours colours, List<ClaimLabel> labels) {

    /** Colours as {@code #rrggbb}, where the Issuer chose some. */
    public record Colours(Optional<String> background, Optional<String> text) {}

    /** What a claim is called, by language tag. */
    public record ClaimLabel(ClaimPath path, Map<String, String> texts) {
        /** Copies the texts. */
        public ClaimLabel {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }
    }

    /** Copies what it is given. */
    public CardDesign {
        issuerName = Collections.unmodifiableMap(new LinkedHashMap<>(issuerName));
        name = Collections.unmodifiableMap(new LinkedHashMap<>(name));
        labels = List.copyOf(labels);
    }

    /** Returns what a claim is called; its own last name when the Issuer says nothing. */
    public Map<String, String> label(ClaimPath path) {
        return labels.stream()
                .filter(label -> label.path().equals(path))
                .findFirst()
                .map(ClaimLabel::texts)
                .orElseGet(() -> Map.of("en", plainName(path)));
    }

    /** Returns the Issuer's name in some language, English first. */
    public String plainIssuerName() {
        return issuerName.getOrDefault(
                "en", issuerName.values().stream().findFirst().orElse(""));
    }

    private static String plainName(ClaimPath path) {
        String name = "";
        for (ClaimPath.Component component : path.components()) {
            if (component instanceof ClaimPath.Member member) {
                name = member.name();
            }
        }
        String spaced = name.replace('_', ' ');
        return spaced.isEmpty() ? path.toString() : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("issuer_name", texts(issuerName));
        json.set("name", texts(name));
        colours.background().ifPresent(colour -> json.put("background", colour));
        colours.text().ifPresent(colour -> json.put("text", colour));
        ArrayNode array = json.putArray("labels");
        for (ClaimLabel label : labels) {
            ObjectNode entry = array.addObject();
            entry.set("path", label.path().toJson());
            entry.set("texts", texts(label.texts()));
        }
        return json;
    }

    static CardDesign parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, "wallet: card design");
        List<ClaimLabel> labels = new ArrayList<>();
        for (JsonMembers entry : members.objects("labels")) {
            labels.add(new ClaimLabel(
                    ClaimPath.parse(entry.array("path")),
                    texts(entry.object("texts").json())));
        }
        return new CardDesign(
                texts(members.object("issuer_name").json()),
                texts(members.object("name").json()),
                new Colours(members.optionalText("background"), members.optionalText("text")),
                labels);
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode json = Json.object();
        texts.forEach(json::put);
        return json;
    }

    private static Map<String, String> texts(ObjectNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
