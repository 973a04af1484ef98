package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import jakarta.enterprise.context.ApplicationScoped;

/** How machine clients authenticate, for the authorization server's metadata (RFC 8414, RFC 8705 sections 3.3 and 5). */
@ApplicationScoped
class ClientFacts implements AuthorizationServerFacts {
    private final MutualTls mutualTls;
    private final ClientAuthorities authorities;

    ClientFacts(MutualTls mutualTls, ClientAuthorities authorities) {
        this.mutualTls = mutualTls;
        this.authorities = authorities;
    }

    @Override
    public void describe(ObjectNode metadata) {
        ArrayNode methods = metadata.putArray("token_endpoint_auth_methods_supported")
                .add("none")
                .add(ClientMethod.CLIENT_SECRET_BASIC.wireName())
                .add(ClientMethod.CLIENT_SECRET_POST.wireName())
                .add(ClientMethod.PRIVATE_KEY_JWT.wireName());
        if (mutualTls.isOffered()) {
            if (authorities.exist()) {
                methods.add(ClientMethod.TLS_CLIENT_AUTH.wireName());
            }
            methods.add(ClientMethod.SELF_SIGNED_TLS_CLIENT_AUTH.wireName());
        }
        metadata.put("tls_client_certificate_bound_access_tokens", mutualTls.isOffered());
        mutualTls.describe(metadata, "token_endpoint", "/oauth/token");
        ArrayNode algorithms = metadata.putArray("token_endpoint_auth_signing_alg_values_supported");
        ClientKeySet.ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().forEach(algorithms::add);
        ArrayNode scopes = metadata.putArray("scopes_supported").add("openid");
        MachineClient.KNOWN_SCOPES.stream().sorted().forEach(scopes::add);
    }
}
