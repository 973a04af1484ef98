package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;
import java.util.Optional;

/**
 * One attribute that somebody vouches for.
 *
 * @param path where it stands in the credential, as a DCQL claims path (OpenID4VP 1.0 section 7)
 * @param issuer who vouches
 * @param issuedAt when they did, if they say
 * @param expiresAt until when, if they say
 */
public record VerifiedAttribute(
        ClaimPath path, JsonNode value, String issuer, Optional<Instant> issuedAt, Optional<Instant> expiresAt) {
    public VerifiedAttribute {
        value = value.deepCopy();
    }

    @Override
    public String toString() {
        return "VerifiedAttribute[" + path + "]";
    }
}
