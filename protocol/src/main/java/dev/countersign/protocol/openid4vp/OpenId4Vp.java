package dev.countersign.protocol.openid4vp;

/** Member names and fixed values of OpenID4VP 1.0 (https://openid.net/specs/openid-4-verifiable-presentations-1_0.html). */
public final class OpenId4Vp {
    public static final String CLIENT_ID = "client_id";
    public static final String CLIENT_METADATA = "client_metadata";
    public static final String DCQL_QUERY = "dcql_query";
    public static final String NONCE = "nonce";
    public static final String REDIRECT_URI = "redirect_uri";
    public static final String REQUEST = "request";
    public static final String REQUEST_URI = "request_uri";
    public static final String REQUEST_URI_METHOD = "request_uri_method";
    public static final String RESPONSE = "response";
    public static final String RESPONSE_MODE = "response_mode";
    public static final String RESPONSE_TYPE = "response_type";
    public static final String RESPONSE_URI = "response_uri";
    public static final String SCOPE = "scope";
    public static final String STATE = "state";
    public static final String TRANSACTION_DATA = "transaction_data";
    public static final String VERIFIER_INFO = "verifier_info";
    public static final String VP_TOKEN = "vp_token";
    public static final String WALLET_METADATA = "wallet_metadata";
    public static final String WALLET_NONCE = "wallet_nonce";
    public static final String ERROR = "error";
    public static final String ERROR_DESCRIPTION = "error_description";

    /** The {@code aud} of a request object for a wallet that was not discovered (section 5.8). */
    public static final String STATIC_DISCOVERY_AUDIENCE = "https://self-issued.me/v2";

    /** The custom scheme of the static profile (section 13.1.2). */
    public static final String SCHEME = "openid4vp";

    private OpenId4Vp() {}
}
