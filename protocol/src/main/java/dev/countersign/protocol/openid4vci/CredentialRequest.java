package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.util.List;
import java.util.Optional;

/**
 * A credential request that was sent in the clear inside TLS (section 8.2), with proofs of type {@code jwt}.
 *
 * @param proofs key proofs, compact, unverified; each becomes one credential
 */
public record CredentialRequest(Wanted wanted, List<String> proofs) {
    private static final String WHERE = "OpenID4VCI 8.2";

    /** What is wanted. */
    public sealed interface Wanted {}

    /** By {@code credential_identifier}, when the token response gave identifiers. */
    public record ByIdentifier(String identifier) implements Wanted {}

    /** By {@code credential_configuration_id}. */
    public record ByConfiguration(String configurationId) implements Wanted {}

    /** What came of reading: the request, or the error to answer. */
    public sealed interface Reading {}

    /** A request. */
    public record Understood(CredentialRequest request) implements Reading {}

    /**
     * None.
     *
     * @param description for the developer of the wallet; no value from the request
     */
    public record Refused(CredentialError error, String description) implements Reading {}

    /** Copies the list. */
    public CredentialRequest {
        proofs = List.copyOf(proofs);
    }

    /**
     * Reads a request.
     *
     * @param json untrusted; unknown members are ignored
     * @param batchSize most proofs that are taken
     */
    public static Reading read(JsonNode json, int batchSize) {
        try {
            JsonMembers members = JsonMembers.of(json, WHERE);
            Wanted wanted = wanted(members);
            if (members.has("credential_response_encryption")) {
                // 8.2: the key of the answer could be swapped by whoever sits between; so only inside a JWE.
                return new Refused(
                        CredentialError.INVALID_ENCRYPTION_PARAMETERS, "response encryption in a plain request");
            }
            return proofs(members, batchSize, wanted);
        } catch (MalformedInputException e) {
            return new Refused(CredentialError.INVALID_CREDENTIAL_REQUEST, e.getMessage());
        }
    }

    private static Wanted wanted(JsonMembers members) {
        Optional<String> identifier = members.optionalText(OpenId4Vci.CREDENTIAL_IDENTIFIER);
        Optional<String> configuration = members.optionalText(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID);
        if (identifier.isPresent() == configuration.isPresent()) {
            throw new MalformedInputException(
                    WHERE + " (expected: exactly one of credential_identifier and credential_configuration_id)");
        }
        return identifier.isPresent() ? new ByIdentifier(identifier.get()) : new ByConfiguration(configuration.get());
    }

    private static Reading proofs(JsonMembers members, int batchSize, Wanted wanted) {
        List<String> proofs;
        try {
            JsonMembers byType = members.object("proofs");
            if (byType.names().size() != 1) {
                return new Refused(CredentialError.INVALID_PROOF, "proofs (expected: exactly one type)");
            }
            if (!byType.has("jwt")) {
                return new Refused(CredentialError.INVALID_PROOF, "proofs (expected: of type jwt)");
            }
            proofs = byType.texts("jwt");
        } catch (MalformedInputException e) {
            return new Refused(CredentialError.INVALID_PROOF, e.getMessage());
        }
        if (proofs.isEmpty()) {
            return new Refused(CredentialError.INVALID_PROOF, "proofs.jwt (expected: at least one)");
        }
        if (proofs.size() > batchSize) {
            return new Refused(
                    CredentialError.INVALID_CREDENTIAL_REQUEST, "proofs.jwt (expected: at most " + batchSize + ")");
        }
        return new Understood(new CredentialRequest(wanted, proofs));
    }

    /** Returns the JSON that {@link #read} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        if (wanted instanceof ByIdentifier by) {
            json.put(OpenId4Vci.CREDENTIAL_IDENTIFIER, by.identifier());
        } else {
            json.put(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID, ((ByConfiguration) wanted).configurationId());
        }
        ArrayNode jwt = json.putObject("proofs").putArray("jwt");
        proofs.forEach(jwt::add);
        return json;
    }
}
