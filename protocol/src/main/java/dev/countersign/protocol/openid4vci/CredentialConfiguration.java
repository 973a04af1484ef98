package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.dcql.ClaimPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of credential that an issuer offers (section 12.2.4, {@code credential_configurations_supported}).
 *
 * @param format as in {@code dc+sd-jwt}
 * @param vct there for SD-JWT VCs
 * @param proofAlgorithms {@code alg} values for proofs of type {@code jwt}; empty when no such proof is asked for
 */
public record CredentialConfiguration(
        String format,
        Optional<String> scope,
        Optional<String> vct,
        List<String> proofAlgorithms,
        List<Display> display,
        List<ClaimDescription> claims) {
    private static final String WHERE = "OpenID4VCI 12.2.4";

    /** Copies the lists; a path that stands twice is refused (appendix B.2). */
    public CredentialConfiguration {
        proofAlgorithms = List.copyOf(proofAlgorithms);
        display = List.copyOf(display);
        claims = List.copyOf(claims);
        Set<ClaimPath> paths = new HashSet<>();
        for (ClaimDescription claim : claims) {
            if (!paths.add(claim.path())) {
                throw new MalformedInputException("OpenID4VCI B.2: path twice (expected: once)");
            }
        }
    }

    /**
     * Reads a configuration.
     *
     * @throws MalformedInputException when a member is missing or wrong
     */
    public static CredentialConfiguration parse(JsonNode json) {
        return parse(JsonMembers.of(json, WHERE));
    }

    static CredentialConfiguration parse(JsonMembers members) {
        String format = members.text("format");
        boolean bound = members.has("cryptographic_binding_methods_supported");
        Optional<JsonMembers> proofTypes = members.optionalObject("proof_types_supported");
        // Examples of the specification leave the proof types out for formats that are not ours.
        if (format.equals(OpenId4Vci.SD_JWT_VC) && bound != proofTypes.isPresent()) {
            throw new MalformedInputException(WHERE + ": proof_types_supported (expected: with binding methods)");
        }
        Optional<JsonMembers> metadata = members.optionalObject("credential_metadata");
        List<ClaimDescription> claims = new ArrayList<>();
        metadata.filter(shown -> shown.has("claims"))
                .ifPresent(shown -> shown.objects("claims").forEach(one -> claims.add(ClaimDescription.parse(one))));
        return new CredentialConfiguration(
                format,
                members.optionalText("scope"),
                format.equals(OpenId4Vci.SD_JWT_VC) ? Optional.of(members.text("vct")) : members.optionalText("vct"),
                proofTypes
                        .flatMap(types -> types.optionalObject("jwt"))
                        .map(jwt -> jwt.texts("proof_signing_alg_values_supported"))
                        .orElse(List.of()),
                metadata.map(Display::parseAll).orElse(List.of()),
                claims);
    }

    /** Returns the JSON; bound to keys that are given as JWK or DID. */
    ObjectNode toJson() {
        ObjectNode json = Json.object().put("format", format);
        scope.ifPresent(name -> json.put("scope", name));
        vct.ifPresent(type -> json.put("vct", type));
        json.putArray("credential_signing_alg_values_supported").add("ES256");
        if (!proofAlgorithms.isEmpty()) {
            json.putArray("cryptographic_binding_methods_supported")
                    .add("jwk")
                    .add("did:jwk")
                    .add("did:key");
            ArrayNode algorithms = json.putObject("proof_types_supported")
                    .putObject("jwt")
                    .putArray("proof_signing_alg_values_supported");
            proofAlgorithms.forEach(algorithms::add);
        }
        ObjectNode metadata = json.putObject("credential_metadata");
        Display.putAll(metadata, display);
        ArrayNode array = metadata.putArray("claims");
        claims.forEach(claim -> array.add((JsonNode) claim.toJson()));
        return json;
    }
}
