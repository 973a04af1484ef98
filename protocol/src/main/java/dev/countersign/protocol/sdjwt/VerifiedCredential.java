package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.statuslist.StatusReference;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verified SD-JWT VC says. Only a {@link SdJwtVerifier} makes one.
 *
 * <p>Its status has not been asked for.
 */
public final class VerifiedCredential {
    private final ObjectNode claims;
    private final ObjectNode keyBindingClaims;
    private final String issuer;
    private final String vct;
    private final @Nullable Instant issuedAt;
    private final @Nullable Instant expiresAt;
    private final @Nullable StatusReference status;
    private final @Nullable PublicJwk holderKey;
    private final @Nullable CertificateChain certificates;

    VerifiedCredential(ObjectNode claims, CredentialClaims read, String issuer, ObjectNode keyBindingClaims) {
        this.claims = claims;
        this.keyBindingClaims = keyBindingClaims;
        this.issuer = issuer;
        this.vct = read.vct();
        this.issuedAt = read.issuedAt();
        this.expiresAt = read.expiresAt();
        this.status = read.status();
        this.holderKey = read.holderKey();
        this.certificates = read.certificates();
    }

    /** Returns the claim {@code iss}; without it the subject of the certificate that signed. */
    public String issuer() {
        return issuer;
    }

    /** Returns the type; empty for a plain SD-JWT. */
    public String vct() {
        return vct;
    }

    /** Returns a copy of the processed payload: every claim that was disclosed, no digests. */
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    /** Returns the claim {@code iat}. */
    public Optional<Instant> issuedAt() {
        return Optional.ofNullable(issuedAt);
    }

    /** Returns the claim {@code exp}; refused from then on. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** Returns where its status stands, if it has one. */
    public Optional<StatusReference> status() {
        return Optional.ofNullable(status);
    }

    /** Returns the key that the credential is bound to. */
    public Optional<PublicJwk> holderKey() {
        return Optional.ofNullable(holderKey);
    }

    /** Returns the certificates of the header {@code x5c}; the issuer's keys judged them. */
    public Optional<CertificateChain> issuerCertificates() {
        return Optional.ofNullable(certificates);
    }

    /** Returns a copy of the KB-JWT's claims; empty when key binding was waived. */
    public ObjectNode keyBindingClaims() {
        return keyBindingClaims.deepCopy();
    }

    /** Tells no claim. */
    @Override
    public String toString() {
        return "VerifiedCredential[" + vct + "]";
    }
}
