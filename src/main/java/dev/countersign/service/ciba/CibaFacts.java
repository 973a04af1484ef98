package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import dev.countersign.service.access.AuthorizationServerFacts;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.access.MutualTls;
import jakarta.enterprise.context.ApplicationScoped;

/** That we speak CIBA, and how (OpenID CIBA Core 1.0 section 4, RFC 9396 section 10). */
@ApplicationScoped
class CibaFacts implements AuthorizationServerFacts {
    static final String ENDPOINT = "/oauth/bc-authorize";

    private final MutualTls mutualTls;

    CibaFacts(MutualTls mutualTls) {
        this.mutualTls = mutualTls;
    }

    @Override
    public void describe(ObjectNode metadata) {
        mutualTls.describe(metadata, "backchannel_authentication_endpoint", ENDPOINT);
        ArrayNode modes = metadata.putArray("backchannel_token_delivery_modes_supported");
        for (DeliveryMode mode : DeliveryMode.values()) {
            modes.add(mode.wireName());
        }
        ArrayNode algorithms = metadata.putArray("backchannel_authentication_request_signing_alg_values_supported");
        ClientKeySet.ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().forEach(algorithms::add);
        metadata.put("backchannel_user_code_parameter_supported", true);
        metadata.putArray("authorization_details_types_supported").add(PurposeDetail.TYPE);
    }
}
