package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.FormParameters;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token request with the pre-authorized code grant (section 6.1).
 *
 * @param code one-time secret
 * @param txCode as the Holder typed it
 * @param configurationIds what the wallet names in {@code authorization_details}; empty when it sends none
 */
public record TokenRequest(String code, Optional<String> txCode, List<String> configurationIds) {
    private static final String WHERE = "OpenID4VCI 6.1";

    /** Copies the list. */
    public TokenRequest {
        configurationIds = List.copyOf(configurationIds);
    }

    /**
     * Reads the form of a request whose {@code grant_type} is the pre-authorized code grant.
     *
     * @throws MalformedInputException when the code is missing, a parameter is repeated, or the details are malformed
     */
    public static TokenRequest parse(FormParameters form) {
        return new TokenRequest(
                form.required(OpenId4Vci.CODE),
                form.single(OpenId4Vci.TX_CODE),
                form.single(OpenId4Vci.AUTHORIZATION_DETAILS)
                        .map(TokenRequest::configurationIds)
                        .orElse(List.of()));
    }

    /**
     * Returns the configurations that {@code authorization_details} of type {@code openid_credential} name (section
     * 5.1.1).
     *
     * @throws MalformedInputException when it is not an array of such objects
     */
    public static List<String> configurationIds(String authorizationDetails) {
        JsonNode json = Json.parse(authorizationDetails);
        if (!json.isArray() || json.isEmpty()) {
            throw new MalformedInputException("RFC 9396 2: authorization_details (expected: a non-empty array)");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode detail : json) {
            JsonMembers members = JsonMembers.of(detail, "OpenID4VCI 5.1.1");
            if (!members.text("type").equals("openid_credential")) {
                throw new MalformedInputException("OpenID4VCI 5.1.1: type (expected: openid_credential)");
            }
            ids.add(members.text(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID));
        }
        return ids;
    }

    /** Returns the form. */
    public String toForm() {
        List<FormParameters.Pair> pairs = new ArrayList<>();
        pairs.add(new FormParameters.Pair("grant_type", OpenId4Vci.PRE_AUTHORIZED_CODE_GRANT));
        pairs.add(new FormParameters.Pair(OpenId4Vci.CODE, code));
        txCode.ifPresent(typed -> pairs.add(new FormParameters.Pair(OpenId4Vci.TX_CODE, typed)));
        if (!configurationIds.isEmpty()) {
            var details = Json.object().putArray(OpenId4Vci.AUTHORIZATION_DETAILS);
            configurationIds.forEach(id -> details.addObject()
                    .put("type", "openid_credential")
                    .put(OpenId4Vci.CREDENTIAL_CONFIGURATION_ID, id));
            pairs.add(new FormParameters.Pair(
                    OpenId4Vci.AUTHORIZATION_DETAILS, new String(Json.print(details), StandardCharsets.UTF_8)));
        }
        return FormParameters.print(pairs);
    }

    /** Says what it is, and nothing of the codes in it. */
    @Override
    public String toString() {
        return WHERE + ": token request";
    }
}
