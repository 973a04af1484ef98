package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A credential made of its facts alone. */
record SomeCredential(
        String id,
        CredentialFormat format,
        Set<String> types,
        ObjectNode claims,
        Set<String> authorityKeyIdentifiers,
        boolean holderBound)
        implements HeldCredential {

    SomeCredential(String id, CredentialFormat format, Set<String> types, ObjectNode claims) {
        this(id, format, types, claims, Set.of(), false);
    }

    /** Reads the abstract presentation of a test vector. */
    static SomeCredential of(JsonNode facts) {
        String type = facts.path("vct").asText(facts.path("doctype").asText());
        return new SomeCredential(
                type,
                new CredentialFormat(facts.get("format").textValue()),
                Set.of(type),
                (ObjectNode) facts.get("claims"),
                Set.of(),
                facts.get("holder_bound").booleanValue());
    }

    SomeCredential bound() {
        return new SomeCredential(id, format, types, claims, authorityKeyIdentifiers, true);
    }

    SomeCredential under(String authorityKeyIdentifier) {
        return new SomeCredential(id, format, types, claims, Set.of(authorityKeyIdentifier), holderBound);
    }
}
