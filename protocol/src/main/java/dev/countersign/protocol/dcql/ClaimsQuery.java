package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One claim that is asked for (OpenID4VP 1.0 section 6.3).
 *
 * @param id its name in {@code claim_sets}
 * @param values strings, integers and booleans of which one must match in type and value; empty means any value
 * @param intentToRetain of an mdoc: whether the Verifier will keep it
 */
public record ClaimsQuery(
        Optional<String> id, ClaimPath path, List<JsonNode> values, Optional<Boolean> intentToRetain) {
    public ClaimsQuery {
        values = List.copyOf(values);
    }

    /** Returns a query for any value of one claim. */
    public static ClaimsQuery of(ClaimPath path) {
        return new ClaimsQuery(Optional.empty(), path, List.of(), Optional.empty());
    }

    static ClaimsQuery parse(JsonNode json, CredentialFormat format) {
        ObjectNode query = DcqlJson.object(json, "claims entry");
        ClaimPath path = ClaimPath.parse(query.path("path"));
        Optional<Boolean> intentToRetain = Optional.empty();
        if (format.equals(CredentialFormat.MDOC)) {
            requireNamespaceAndElement(path);
            if (query.has("intent_to_retain")) {
                intentToRetain = Optional.of(DcqlJson.flag(query, "intent_to_retain", DcqlJson.Flag.NO));
            }
        }
        return new ClaimsQuery(DcqlJson.optionalIdentifier(query, "id"), path, values(query), intentToRetain);
    }

    /** Section 7.2. */
    private static void requireNamespaceAndElement(ClaimPath path) {
        boolean strings = path.components().stream().allMatch(ClaimPath.Member.class::isInstance);
        if (path.components().size() != 2 || !strings) {
            throw DcqlJson.malformed("mdoc path", "namespace and element identifier");
        }
    }

    private static List<JsonNode> values(ObjectNode query) {
        if (!query.has("values")) {
            return List.of();
        }
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode value : DcqlJson.array(query, "values")) {
            if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
                throw DcqlJson.malformed("values entry", "string, integer or boolean");
            }
            values.add(value);
        }
        return values;
    }

    /**
     * Returns whether these claims hold it, with one of the values if there are any. Where the path selects several
     * values one that matches is enough: the standard speaks of one.
     */
    public boolean matches(JsonNode claims) {
        List<JsonNode> selected = path.select(claims);
        return values.isEmpty() ? !selected.isEmpty() : selected.stream().anyMatch(this::isOneOfTheValues);
    }

    private boolean isOneOfTheValues(JsonNode found) {
        return values.stream().anyMatch(value -> sameTypeAndValue(value, found));
    }

    private static boolean sameTypeAndValue(JsonNode wanted, JsonNode found) {
        if (wanted.isIntegralNumber()) {
            return found.isIntegralNumber() && wanted.bigIntegerValue().equals(found.bigIntegerValue());
        }
        return wanted.equals(found);
    }

    ObjectNode toJson() {
        ObjectNode query = Json.object();
        id.ifPresent(name -> query.put("id", name));
        query.set("path", path.toJson());
        if (!values.isEmpty()) {
            query.putArray("values").addAll(values);
        }
        intentToRetain.ifPresent(retain -> query.put("intent_to_retain", retain));
        return query;
    }
}
