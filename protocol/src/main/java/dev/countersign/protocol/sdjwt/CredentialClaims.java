package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.statuslist.StatusReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The registered claims of a processed payload, each read once. */
record CredentialClaims(
        String vct,
        @Nullable Instant issuedAt,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable StatusReference status,
        @Nullable PublicJwk holderKey,
        @Nullable CertificateChain certificates) {

    /**
     * Reads them.
     *
     * @throws MalformedInputException when one is of another type than it must be
     */
    static CredentialClaims read(ObjectNode claims, @Nullable CertificateChain certificates) {
        return read(claims, claims.path(SdJwtVc.VCT).textValue(), status(claims), certificates);
    }

    /** Reads those that mean something without a type; a {@code status} may be anything there. */
    static CredentialClaims readPlain(ObjectNode claims, @Nullable CertificateChain certificates) {
        return read(claims, "", null, certificates);
    }

    private static CredentialClaims read(
            ObjectNode claims, String vct, @Nullable StatusReference status, @Nullable CertificateChain certificates) {
        JsonMembers members = JsonMembers.of(claims, "RFC 7519 4.1");
        return new CredentialClaims(
                vct,
                members.optionalNumericDate("iat").orElse(null),
                members.optionalNumericDate("nbf").orElse(null),
                members.optionalNumericDate("exp").orElse(null),
                status,
                holderKey(claims),
                certificates);
    }

    /** SD-JWT VC 3.2.2.3: other status mechanisms than a list are not ours to judge, and not ours to pass over. */
    private static @Nullable StatusReference status(ObjectNode claims) {
        return claims.has("status") ? StatusReference.parse(claims.get("status")) : null;
    }

    /** A key of a kind that we do not use is none: where key binding is required, that refuses (RFC 9901 7.3 step 5.1). */
    private static @Nullable PublicJwk holderKey(ObjectNode claims) {
        JsonNode jwk = claims.path("cnf").path("jwk");
        if (jwk.isMissingNode()) {
            return null;
        }
        try {
            return PublicJwk.parse(jwk);
        } catch (MalformedInputException e) {
            return null;
        }
    }
}
