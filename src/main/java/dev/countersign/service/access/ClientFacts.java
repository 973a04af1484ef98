package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

/** How machine clients authenticate, for the authorization server's metadata. */
@ApplicationScoped
class ClientFacts implements AuthorizationServerFacts {
    ClientFacts() {}

    @Override
    public void describe(ObjectNode metadata) {
        metadata.putArray("token_endpoint_auth_methods_supported")
                .add("none")
                .add("client_secret_basic")
                .add("client_secret_post")
                .add("private_key_jwt");
        metadata.putArray("token_endpoint_auth_signing_alg_values_supported")
                .add("ES256")
                .add("ES384")
                .add("PS256");
        metadata.putArray("scopes_supported")
                .add("openid")
                .add("customers")
                .add("interactions")
                .add("challenges")
                .add("identities")
                .add("ledger")
                .add("admin");
    }
}
