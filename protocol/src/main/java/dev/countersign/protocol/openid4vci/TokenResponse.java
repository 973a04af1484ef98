package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.wallet.EnrolmentInvitation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A successful token response (section 6.2).
 *
 * @param accessToken bearer secret
 * @param expiresIn whole seconds
 * @param credentialIdentifiers by credential configuration; when there are any, credential requests use them
 */
public record TokenResponse(
        String accessToken,
        Duration expiresIn,
        Map<String, List<String>> credentialIdentifiers,
        Optional<EnrolmentInvitation> enrolment) {
    private static final String WHERE = "OpenID4VCI 6.2";

    /** Copies the map. */
    public TokenResponse {
        credentialIdentifiers = Map.copyOf(credentialIdentifiers);
    }

    /**
     * Reads a response.
     *
     * @throws MalformedInputException when a member is missing or wrong, or the token is not a bearer token
     */
    public static TokenResponse parse(JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE);
        if (!members.text("token_type").equalsIgnoreCase("Bearer")) {
            throw new MalformedInputException(WHERE + ": token_type (expected: Bearer)");
        }
        Map<String, List<String>> identifiers = new LinkedHashMap<>();
        if (members.has(OpenId4Vci.AUTHORIZATION_DETAILS)) {
            for (JsonMembers detail : members.objects(OpenId4Vci.AUTHORIZATION_DETAILS)) {
                if (detail.text("type").equals("openid_credential")) {
                    List<String> ids = detail.texts("credential_identifiers");
                    if (ids.isEmpty()) {
                        throw new MalformedInputException(WHERE + ": credential_identifiers (expected: at least one)");
                    }
                    identifiers.put(detail.text(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID), List.copyOf(ids));
                }
            }
        }
        return new TokenResponse(
                members.text("access_token"),
                Duration.ofSeconds(
                        members.optionalInteger("expires_in", 0, 31_536_000).orElse(300L)),
                identifiers,
                EnrolmentInvitation.find(json));
    }

    /** Returns the members that OAuth itself does not write: authorization details and enrolment. */
    public ObjectNode extensions() {
        ObjectNode json = Json.object();
        if (!credentialIdentifiers.isEmpty()) {
            ArrayNode details = json.putArray(OpenId4Vci.AUTHORIZATION_DETAILS);
            credentialIdentifiers.forEach((configuration, ids) -> {
                ArrayNode array = details.addObject()
                        .put("type", "openid_credential")
                        .put(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID, configuration)
                        .putArray("credential_identifiers");
                ids.forEach(array::add);
            });
        }
        enrolment.ifPresent(invitation -> json.set(EnrolmentInvitation.MEMBER, invitation.toJson()));
        return json;
    }

    /** Returns the JSON that {@link #parse} reads. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("access_token", accessToken)
                .put("token_type", "Bearer")
                .put("expires_in", expiresIn.toMillis() / 1_000);
        json.setAll(extensions());
        return json;
    }

    /** Returns all credential identifiers, of whatever configuration. */
    public List<String> allIdentifiers() {
        List<String> all = new ArrayList<>();
        credentialIdentifiers.values().forEach(all::addAll);
        return all;
    }

    /** Says what it is, and nothing of the secrets in it. */
    @Override
    public String toString() {
        return WHERE + ": token response";
    }
}
