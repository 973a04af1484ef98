package dev.countersign.protocol.dcql;

import java.util.Objects;

/**
 * A credential format identifier (OpenID4VP 1.0 appendix B). Others than the constants are legal and match nothing we
 * hold.
 */
public record CredentialFormat(String wireName) {
    /** IETF SD-JWT VC (B.3). */
    public static final CredentialFormat SD_JWT_VC = new CredentialFormat("dc+sd-jwt");

    /** ISO/IEC 18013-5 mdoc (B.2). */
    public static final CredentialFormat MDOC = new CredentialFormat("mso_mdoc");

    /** W3C Verifiable Credential secured as a JWT (B.1.3.1). */
    public static final CredentialFormat JWT_VC = new CredentialFormat("jwt_vc_json");

    /** W3C Verifiable Credential with Data Integrity (B.1.3.2). */
    public static final CredentialFormat LDP_VC = new CredentialFormat("ldp_vc");

    public CredentialFormat {
        Objects.requireNonNull(wireName);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
