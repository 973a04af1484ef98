package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.access.DescribeAuthorizationServer;
import dev.countersign.service.access.MutualTls;
import dev.countersign.service.consent.Purposes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Describes us as an OpenID provider (OpenID Connect Discovery 1.0 section 3, OpenID Connect for Identity Assurance 1.0 section
 * 7): what we say as an authorization server, and what is in ID tokens.
 */
@ApplicationScoped
public class DescribeProvider {
    private final DescribeAuthorizationServer describeServer;
    private final ConsentedClaims consentedClaims;
    private final Purposes purposes;
    private final MutualTls mutualTls;

    DescribeProvider(
            DescribeAuthorizationServer describeServer,
            ConsentedClaims consentedClaims,
            Purposes purposes,
            MutualTls mutualTls) {
        this.describeServer = describeServer;
        this.consentedClaims = consentedClaims;
        this.purposes = purposes;
        this.mutualTls = mutualTls;
    }

    /** Returns the metadata; a new object each time. */
    @Transactional
    public ObjectNode describe() {
        ObjectNode metadata = describeServer.describe();
        mutualTls.describe(metadata, "userinfo_endpoint", MakeTokens.USER_INFO);
        metadata.putArray("subject_types_supported").add("pairwise");
        metadata.putArray("id_token_signing_alg_values_supported").add("ES256");
        metadata.putArray("acr_values_supported").add(MakeTokens.AUTHENTICATION_CONTEXT.getValue());
        metadata.putArray("claim_types_supported").add("normal");
        ArrayNode claims = metadata.putArray("claims_supported");
        Set.of("iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr", "at_hash", ConsentedClaims.VERIFIED_CLAIMS)
                .stream()
                .sorted()
                .forEach(claims::add);
        metadata.put("claims_parameter_supported", false);
        metadata.put("request_parameter_supported", true);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("verified_claims_supported", true);
        metadata.putArray("trust_frameworks_supported").add(consentedClaims.trustFramework());
        metadata.putArray("evidence_supported").add("vouch");
        metadata.putArray("claims_in_verified_claims_supported").addAll(verifiedClaims());
        return metadata;
    }

    /** What the purposes ask for now, by the outermost name. */
    private ArrayNode verifiedClaims() {
        Set<String> names = new TreeSet<>();
        purposes.list().forEach(purpose -> {
            for (JsonNode credential : purpose.query().toJson().path("credentials")) {
                for (JsonNode claim : credential.path("claims")) {
                    ClaimPath path = ClaimPath.parse(claim.path("path"));
                    if (path.components().get(0) instanceof ClaimPath.Member member) {
                        names.add(member.name());
                    }
                }
            }
        });
        ArrayNode array = Json.object().putArray("claims");
        names.forEach(array::add);
        return array;
    }
}
