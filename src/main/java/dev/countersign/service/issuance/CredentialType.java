package dev.countersign.service.issuance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.openid4vci.ClaimDescription;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.OpenId4Vci;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of credential that we issue, as data.
 *
 * @param id the credential configuration id
 * @param lifetime of each credential
 * @param configuration what wallets are told: vct, names of claims in each language
 */
public record CredentialType(String id, Duration lifetime, CredentialConfiguration configuration) {
    private static final String WHERE = "Countersign credential types";

    /** Proof algorithms that we accept. */
    static final List<String> PROOF_ALGORITHMS = List.of("ES256", "ES384", "EdDSA");

    /**
     * Reads a type.
     *
     * @throws MalformedInputException when a member is missing or wrong
     */
    static CredentialType parse(String id, JsonNode json) {
        JsonMembers members = JsonMembers.of(json, WHERE).only("vct", "lifetime", "display", "claims");
        return new CredentialType(id, lifetime(members), configuration(id, members));
    }

    private static CredentialConfiguration configuration(String id, JsonMembers members) {
        // The file has the members of the standard's credential_metadata beside our own two.
        var described = Json.object()
                .put("format", OpenId4Vci.SD_JWT_VC)
                .put("scope", id)
                .put("vct", members.text("vct"));
        described.putArray("cryptographic_binding_methods_supported").add("jwk");
        var algorithms = described
                .putObject("proof_types_supported")
                .putObject("jwt")
                .putArray("proof_signing_alg_values_supported");
        PROOF_ALGORITHMS.forEach(algorithms::add);
        var metadata = described.putObject("credential_metadata");
        metadata.set("display", members.array("display"));
        metadata.set("claims", members.array("claims"));
        return CredentialConfiguration.parse(described);
    }

    private static Duration lifetime(JsonMembers members) {
        try {
            return Duration.parse(members.text("lifetime"));
        } catch (DateTimeParseException e) {
            throw new MalformedInputException(WHERE + ": lifetime (expected: ISO 8601, as in P365D)", e);
        }
    }

    /** Returns what stands in the credential's {@code vct}. */
    public String vct() {
        return configuration.vct().orElseThrow();
    }

    /** Returns the claims that may be in a credential; each can be disclosed on its own. */
    Set<ClaimPath> paths() {
        Set<ClaimPath> paths = new LinkedHashSet<>();
        configuration.claims().forEach(claim -> paths.add(claim.path()));
        return paths;
    }

    /** Returns those that must be there. */
    List<ClaimPath> mandatory() {
        return configuration.claims().stream()
                .filter(ClaimDescription::mandatory)
                .map(ClaimDescription::path)
                .toList();
    }
}
