package dev.countersign.service.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/**
 * What a verified access token says (RFC 9068). Only {@link AccessTokens} makes one.
 *
 * @param claims all claims, those of extensions too
 */
public record AccessToken(String subject, String clientId, Set<String> scopes, Instant expiresAt, ObjectNode claims) {
    /** Keeps its own copies. */
    public AccessToken {
        scopes = Set.copyOf(scopes);
        claims = claims.deepCopy();
    }

    @Override
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    @Override
    public String toString() {
        return "AccessToken of " + clientId;
    }
}
