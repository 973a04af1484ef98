package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What an issuer offers (section 4.1.1). Never signed: untrusted, whoever it came from.
 *
 * @param credentialIssuer its identifier, exactly as written
 * @param configurationIds keys of the issuer's {@code credential_configurations_supported}; at least one, none twice
 */
public record CredentialOffer(
        String credentialIssuer, List<String> configurationIds, Optional<PreAuthorized> preAuthorized) {
    private static final String WHERE = "OpenID4VCI 4.1.1";
    private static final int MAX_CONFIGURATIONS = 50;

    /**
     * The pre-authorized code grant.
     *
     * @param code one-time secret
     * @param txCode there when the Holder must type a code
     * @param authorizationServer which of several
     */
    public record PreAuthorized(String code, Optional<TxCode> txCode, Optional<String> authorizationServer) {
        @Override
        public String toString() {
            return "PreAuthorized";
        }
    }

    /** Checks the list and copies it. */
    public CredentialOffer {
        configurationIds = List.copyOf(configurationIds);
        if (configurationIds.isEmpty()
                || configurationIds.size() > MAX_CONFIGURATIONS
                || new HashSet<>(configurationIds).size() != configurationIds.size()) {
            throw new MalformedInputException(
                    WHERE + ": credential_configuration_ids (expected: 1 to " + MAX_CONFIGURATIONS + ", none twice)");
        }
    }

    /**
     * Reads an offer.
     *
     * @param json untrusted
     * @param policy which issuers may be contacted
     * @throws MalformedInputException when a member is missing, wrong, or the issuer may not be contacted
     */
    public static CredentialOffer parse(JsonNode json, EndpointPolicy policy) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        policy.requireIssuer(members.uri("credential_issuer"), WHERE + ": credential_issuer");
        Optional<JsonMembers> grants = members.optionalObject("grants");
        grants.ifPresent(all -> all.optionalObject("authorization_code").ifPresent(grant -> {
            grant.optionalText("issuer_state");
            grant.optionalText("authorization_server");
        }));
        return new CredentialOffer(
                members.text("credential_issuer"),
                members.texts("credential_configuration_ids"),
                grants.flatMap(all -> all.optionalObject(OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT))
                        .map(grant -> new PreAuthorized(
                                grant.text(OpenId4Vci.CODE),
                                grant.optionalObject(OpenId4Vci.TX_CODE).map(TxCode::parse),
                                grant.optionalText("authorization_server"))));
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("credential_issuer", credentialIssuer);
        ArrayNode ids = json.putArray("credential_configuration_ids");
        configurationIds.forEach(ids::add);
        preAuthorized.ifPresent(grant -> {
            ObjectNode member = json.putObject("grants")
                    .putObject(OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT)
                    .put(OpenId4Vci.CODE, grant.code());
            grant.txCode().ifPresent(txCode -> member.set(OpenId4Vci.TX_CODE, txCode.toJson()));
            grant.authorizationServer().ifPresent(server -> member.put("authorization_server", server));
        });
        return json;
    }

    /** Returns the issuer's identifier as an address. */
    public URI issuerUri() {
        return URI.create(credentialIssuer);
    }
}
