package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

/** Puts together what all features know about us as an authorization server (RFC 8414 section 2). */
@ApplicationScoped
public class DescribeAuthorizationServer {
    private final Instance<TokenGrant> grants;
    private final Instance<AuthorizationServerFacts> facts;
    private final PublicUrl publicUrl;

    DescribeAuthorizationServer(
            @Any Instance<TokenGrant> grants, @Any Instance<AuthorizationServerFacts> facts, PublicUrl publicUrl) {
        this.grants = grants;
        this.facts = facts;
        this.publicUrl = publicUrl;
    }

    /** Returns the metadata; a new object each time. */
    public ObjectNode describe() {
        ObjectNode metadata = Json.object()
                .put("issuer", publicUrl.uri().toString())
                .put("token_endpoint", publicUrl.resolve("/oauth/token").toString())
                .put("jwks_uri", publicUrl.resolve("/oauth/jwks").toString());
        ArrayNode types = metadata.putArray("grant_types_supported");
        grants.stream().map(TokenGrant::grantType).sorted().forEach(types::add);
        // RFC 8414 section 2 wants it, though there is no authorization endpoint to use it with.
        metadata.putArray("response_types_supported");
        facts.forEach(feature -> feature.describe(metadata));
        return metadata;
    }
}
