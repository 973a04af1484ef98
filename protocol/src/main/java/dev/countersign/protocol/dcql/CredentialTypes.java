package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which types of credential are asked for: the {@code meta} of a credential query (OpenID4VP 1.0 section 6.1). */
public sealed interface CredentialTypes {

    /** {@code vct_values} of an SD-JWT VC (B.3.5). */
    record VctValues(Set<String> values) implements CredentialTypes {
        public VctValues {
            values = Set.copyOf(values);
        }

        @Override
        public boolean accept(Set<String> types) {
            return types.stream().anyMatch(values::contains);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode meta = Json.object();
            values.stream().sorted().forEach(meta.putArray("vct_values")::add);
            return meta;
        }
    }

    /** {@code doctype_value} of an mdoc (B.2.3). */
    record Doctype(String value) implements CredentialTypes {
        @Override
        public boolean accept(Set<String> types) {
            return types.contains(value);
        }

        @Override
        public ObjectNode toJson() {
            return Json.object().put("doctype_value", value);
        }
    }

    /** {@code type_values} of a W3C credential (B.1.1): one of the sets must be there in full. */
    record TypeValues(List<Set<String>> alternatives) implements CredentialTypes {
        public TypeValues {
            alternatives = alternatives.stream().map(Set::copyOf).collect(Collectors.toList());
        }

        @Override
        public boolean accept(Set<String> types) {
            return alternatives.stream().anyMatch(types::containsAll);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode meta = Json.object();
            var outer = meta.putArray("type_values");
            alternatives.forEach(all -> all.stream().sorted().forEach(outer.addArray()::add));
            return meta;
        }
    }

    /** The {@code meta} of a format that we do not know; it matches nothing. */
    record Unknown() implements CredentialTypes {
        @Override
        public boolean accept(Set<String> types) {
            return false;
        }

        @Override
        public ObjectNode toJson() {
            return Json.object();
        }
    }

    /** Returns whether a credential of these types is meant. */
    boolean accept(Set<String> types);

    /** Returns the {@code meta} object. */
    ObjectNode toJson();

    /** Reads the {@code meta} of a query for this format. */
    static CredentialTypes parse(CredentialFormat format, ObjectNode meta) {
        if (format.equals(CredentialFormat.SD_JWT_VC)) {
            return new VctValues(Set.copyOf(DcqlJson.texts(meta, "vct_values")));
        }
        if (format.equals(CredentialFormat.MDOC)) {
            return new Doctype(DcqlJson.text(meta, "doctype_value"));
        }
        if (format.equals(CredentialFormat.JWT_VC) || format.equals(CredentialFormat.LDP_VC)) {
            List<Set<String>> alternatives = new ArrayList<>();
            for (JsonNode inner : DcqlJson.array(meta, "type_values")) {
                alternatives.add(Set.copyOf(DcqlJson.texts(inner, "type_values")));
            }
            return new TypeValues(alternatives);
        }
        return new Unknown();
    }
}
