package dev.countersign.protocol.sdjwt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import org.jspecify.annotations.Nullable;

/** Issues SD-JWT VCs (RFC 9901 section 4, draft-ietf-oauth-sd-jwt-vc section 3.2), hashed with SHA-256. */
public final class SdJwtIssuer {
    private final JwsSigner signer;
    private final String keyId;
    private final RandomSource salts;
    private final @Nullable CertificateChain certificates;

    /**
     * Makes an issuer that signs with this key.
     *
     * @param keyId header {@code kid}, by which verifiers find the public key
     */
    public SdJwtIssuer(JwsSigner signer, String keyId, RandomSource salts) {
        this(signer, keyId, salts, null);
    }

    private SdJwtIssuer(JwsSigner signer, String keyId, RandomSource salts, @Nullable CertificateChain certificates) {
        this.signer = signer;
        this.keyId = keyId;
        this.salts = salts;
        this.certificates = certificates;
    }

    /** Returns the same issuer, with its certificates in the header {@code x5c}. */
    public SdJwtIssuer withCertificates(CertificateChain chain) {
        return new SdJwtIssuer(signer, keyId, salts, chain);
    }

    /**
     * Signs a credential with all its disclosures.
     *
     * @param claims with {@code vct} and whatever else it shall say; times and {@code cnf} are the caller's
     * @throws IllegalArgumentException when {@code vct} is missing, a name is reserved by RFC 9901, or the frame hides
     *     what must never be selectively disclosable
     */
    public SdJwt issue(ObjectNode claims, DisclosureFrame frame) {
        if (!claims.path(SdJwtVc.VCT).isTextual()) {
            throw new IllegalArgumentException("vct: missing (expected: a string)");
        }
        for (ClaimPath path : frame.disclosable()) {
            if (path.components().get(0) instanceof ClaimPath.Member first
                    && SdJwtVcRules.NEVER_DISCLOSABLE.contains(first.name())) {
                throw new IllegalArgumentException(first.name() + ": must never be selectively disclosable");
            }
        }
        Framing framing = new Framing(frame, salts);
        ObjectNode payload = framing.frame(claims);
        ObjectNode header = Json.object().put("typ", SdJwtVc.TYPE).put("kid", keyId);
        if (certificates != null) {
            ArrayNode x5c = header.putArray("x5c");
            certificates.toX5c().forEach(x5c::add);
        }
        return SdJwt.of(Jws.sign(header, Json.print(payload), signer), framing.disclosures());
    }
}
