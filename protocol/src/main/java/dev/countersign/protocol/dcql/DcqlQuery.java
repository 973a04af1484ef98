package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Verifier asks for (OpenID4VP 1.0 section 6). Members that the standard does not name are not kept.
 *
 * @param credentials at least one, each with another id
 * @param credentialSets empty means that every credential is required
 */
public record DcqlQuery(List<CredentialQuery> credentials, List<CredentialSetQuery> credentialSets) {
    public DcqlQuery {
        credentials = List.copyOf(credentials);
        credentialSets = List.copyOf(credentialSets);
        if (credentials.isEmpty()) {
            throw new IllegalArgumentException("credentials: 0 (expected: >= 1)");
        }
    }

    /** Returns a query in which every credential is required. */
    public static DcqlQuery of(CredentialQuery... credentials) {
        return new DcqlQuery(List.of(credentials), List.of());
    }

    /**
     * Reads a query.
     *
     * @throws dev.countersign.protocol.MalformedInputException when a rule of sections 6 or 7 is broken
     */
    public static DcqlQuery parse(JsonNode json) {
        ObjectNode query = DcqlJson.object(json, "dcql_query");
        List<CredentialQuery> credentials = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : DcqlJson.array(query, "credentials")) {
            CredentialQuery credential = CredentialQuery.parse(entry);
            if (!ids.add(credential.id())) {
                throw DcqlJson.malformed("credentials id twice", "unique");
            }
            credentials.add(credential);
        }
        return new DcqlQuery(credentials, credentialSets(query, ids));
    }

    private static List<CredentialSetQuery> credentialSets(ObjectNode query, Set<String> ids) {
        if (!query.has("credential_sets")) {
            return List.of();
        }
        List<CredentialSetQuery> sets = new ArrayList<>();
        for (JsonNode entry : DcqlJson.array(query, "credential_sets")) {
            CredentialSetQuery set = CredentialSetQuery.parse(entry);
            if (!set.options().stream().allMatch(ids::containsAll)) {
                throw DcqlJson.malformed("options entry", "ids of credentials");
            }
            sets.add(set);
        }
        return sets;
    }

    /** Returns the credential query of this id. */
    public Optional<CredentialQuery> credential(String id) {
        for (CredentialQuery credential : credentials) {
            if (credential.id().equals(id)) {
                return Optional.of(credential);
            }
        }
        return Optional.empty();
    }

    /** Returns whether these credential queries, answered, are an answer to the whole (section 6.4.2). */
    public boolean isSatisfiedBy(Set<String> answered) {
        if (credentialSets.isEmpty()) {
            return credentials.stream().allMatch(credential -> answered.contains(credential.id()));
        }
        return credentialSets.stream().filter(CredentialSetQuery::required).noneMatch(set -> set.optionsWithin(answered)
                .isEmpty());
    }

    /** Returns the query as it stands in a request. */
    public ObjectNode toJson() {
        ObjectNode query = Json.object();
        ArrayNode list = query.putArray("credentials");
        credentials.forEach(credential -> list.add(credential.toJson()));
        if (!credentialSets.isEmpty()) {
            ArrayNode sets = query.putArray("credential_sets");
            credentialSets.forEach(set -> sets.add(set.toJson()));
        }
        return query;
    }
}
