package dev.countersign.protocol.openid4vci;

/**
 * Names of OpenID4VCI 1.0.
 *
 * @see <a href="https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html">OpenID4VCI 1.0</a>
 */
public final class OpenId4Vci {
    /** The grant type, and the member of an offer's {@code grants}. */
    public static final String PRE_AUTHORIZED_CODE_GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code";

    /** The scheme that opens a wallet. */
    public static final String OFFER_SCHEME = "openid-credential-offer";

    /** The header's {@code typ} of a key proof. */
    public static final String PROOF_TYPE = "openid4vci-proof+jwt";

    /** SD-JWT VC, as a {@code format}. */
    public static final String SD_JWT_VC = "dc+sd-jwt";

    /** Well-known name of the issuer's metadata (section 12.2.2). */
    public static final String ISSUER_METADATA = "openid-credential-issuer";

    /** Well-known name of the authorization server's metadata (RFC 8414). */
    public static final String AUTHORIZATION_SERVER_METADATA = "oauth-authorization-server";

    /** Well-known name of the keys of an issuer of SD-JWT VCs. */
    public static final String JWT_VC_ISSUER = "jwt-vc-issuer";

    static final String CODE = "pre-authorized_code";
    static final String TX_CODE = "tx_code";
    static final String AUTHORIZATION_DETAILS = "authorization_details";
    static final String CREDENTIAL_CONFIGURATION_ID = "credential_configuration_id";
    static final String CREDENTIAL_IDENTIFIER = "credential_identifier";

    private OpenId4Vci() {}
}
