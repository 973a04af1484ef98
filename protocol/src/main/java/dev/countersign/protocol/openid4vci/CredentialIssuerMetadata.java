package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a credential issuer says about itself (section 12.2.4), not signed.
 *
 * @param credentialIssuer its identifier
 * @param authorizationServers identifiers; empty when the issuer is its own
 * @param batchSize most proofs in one request; 1 when it offers no batch
 * @param encryptionRequired whether plain requests or answers are refused
 * @param configurations by credential configuration id
 */
public record CredentialIssuerMetadata(
        String credentialIssuer,
        List<String> authorizationServers,
        Endpoints endpoints,
        int batchSize,
        boolean encryptionRequired,
        List<Display> display,
        Map<String, CredentialConfiguration> configurations) {
    private static final String WHERE = "OpenID4VCI 12.2.4";

    /** Where the issuer is talked to. */
    public record Endpoints(URI credential, Optional<URI> nonce, Optional<URI> deferred, Optional<URI> notification) {}

    /** Copies the collections; configurations keep their order. */
    public CredentialIssuerMetadata {
        authorizationServers = List.copyOf(authorizationServers);
        display = List.copyOf(display);
        configurations = Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
    }

    /**
     * Reads what was fetched from {@link WellKnown#of}.
     *
     * @param expectedIssuer the identifier it was fetched for; compared as text
     * @param policy which endpoints may be contacted
     * @throws MalformedInputException when a member is missing or wrong, or it is another issuer's
     */
    public static CredentialIssuerMetadata parse(JsonNode json, String expectedIssuer, EndpointPolicy policy) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        if (!members.text("credential_issuer").equals(expectedIssuer)) {
            throw new MalformedInputException(WHERE + ": credential_issuer (expected: the one asked for)");
        }
        policy.requireIssuer(members.uri("credential_issuer"), WHERE + ": credential_issuer");
        JsonMembers supported = members.object("credential_configurations_supported");
        Map<String, CredentialConfiguration> configurations = new LinkedHashMap<>();
        supported.names().forEach(id -> configurations.put(id, CredentialConfiguration.parse(supported.object(id))));
        return new CredentialIssuerMetadata(
                expectedIssuer,
                members.has("authorization_servers") ? members.texts("authorization_servers") : List.of(),
                endpoints(members, policy),
                members.optionalObject("batch_credential_issuance")
                        .map(batch -> (int) batch.integer("batch_size", 2, 10_000))
                        .orElse(1),
                encryptionRequired(members, "credential_request_encryption")
                        || encryptionRequired(members, "credential_response_encryption"),
                Display.parseAll(members),
                configurations);
    }

    private static Endpoints endpoints(JsonMembers members, EndpointPolicy policy) {
        return new Endpoints(
                policy.require(members.uri("credential_endpoint"), WHERE + ": credential_endpoint"),
                endpoint(members, "nonce_endpoint", policy),
                endpoint(members, "deferred_credential_endpoint", policy),
                endpoint(members, "notification_endpoint", policy));
    }

    private static Optional<URI> endpoint(JsonMembers members, String name, EndpointPolicy policy) {
        return members.optionalUri(name).map(uri -> policy.require(uri, WHERE + ": " + name));
    }

    private static boolean encryptionRequired(JsonMembers members, String name) {
        return members.optionalObject(name)
                .flatMap(encryption -> encryption.optionalTruth("encryption_required"))
                .orElse(false);
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("credential_issuer", credentialIssuer);
        if (!authorizationServers.isEmpty()) {
            ArrayNode servers = json.putArray("authorization_servers");
            authorizationServers.forEach(servers::add);
        }
        json.put("credential_endpoint", endpoints.credential().toString());
        endpoints.nonce().ifPresent(uri -> json.put("nonce_endpoint", uri.toString()));
        endpoints.deferred().ifPresent(uri -> json.put("deferred_credential_endpoint", uri.toString()));
        endpoints.notification().ifPresent(uri -> json.put("notification_endpoint", uri.toString()));
        if (batchSize > 1) {
            json.putObject("batch_credential_issuance").put("batch_size", batchSize);
        }
        Display.putAll(json, display);
        ObjectNode supported = json.putObject("credential_configurations_supported");
        configurations.forEach((id, configuration) -> supported.set(id, configuration.toJson()));
        return json;
    }
}
