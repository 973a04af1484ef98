package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.SelfSignedTLSClientAuthentication;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.ciba.CIBASignedRequestClaimsSet;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.op.ReadOnlyOIDCProviderEndpointMetadata;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.TestCertificates;
import dev.countersign.service.access.TestCertificates.Identity;
import dev.countersign.service.access.TestCertificates.Wanted;
import dev.countersign.service.access.TlsNode;
import dev.countersign.service.platform.PublicUrl;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A system of the bank, or a bot, that asks by CIBA with a client library that we did not write. */
final class RelyingParty {
    private final OIDCProviderMetadata provider;
    private final ClientID id;
    private final Proof proof;
    private final Connection connection;

    private RelyingParty(OIDCProviderMetadata provider, ClientID id, Proof proof, Connection connection) {
        this.provider = provider;
        this.id = id;
        this.proof = proof;
        this.connection = connection;
    }

    /** How it authenticates, and with what. */
    private sealed interface Proof {
        record BySecret(String secret) implements Proof {}

        record ByAssertion(RSAKey key, Identity identity) implements Proof {}

        record ByOwnCertificate(RSAKey key, Identity identity) implements Proof {}

        record ByIssuedCertificate(RSAKey key, Identity identity) implements Proof {}
    }

    /** How its requests reach the service, and which certificate they show. */
    private sealed interface Connection {
        /** A proxy tells the certificate. */
        record ThroughProxy(Optional<Identity> shown) implements Connection {}

        /** It shows the certificate itself, at the service's own TLS listener. */
        record OverTls(Optional<Identity> shown) implements Connection {}
    }

    /** How a client is registered that stands for FAPI: it polls, signs its requests, and may leave the message out. */
    static final Map<String, Object> FAPI = Map.of(
            "backchannel_token_delivery_mode",
            "poll",
            "profile",
            "fapi",
            "binding_message_required",
            false,
            "backchannel_authentication_request_signing_alg",
            "PS256");

    /** Registers one that has a secret. */
    static RelyingParty withSecret(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        return registered(publicUrl, new Proof.BySecret(""), ciba);
    }

    /** Registers one that signs. */
    static RelyingParty withKey(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        RSAKey key = RsaKeys.next();
        return registered(publicUrl, new Proof.ByAssertion(key, selfSigned(key)), ciba);
    }

    /** Registers one that authenticates by a certificate of its own making, and signs its requests. */
    static RelyingParty withCertificate(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        RSAKey key = RsaKeys.next();
        return registered(publicUrl, new Proof.ByOwnCertificate(key, selfSigned(key)), ciba);
    }

    /** Registers one that authenticates by a certificate of an authority, and signs its requests. */
    static RelyingParty withCertificateOf(TestCertificates authority, PublicUrl publicUrl, Map<String, Object> ciba)
            throws Exception {
        Identity identity = authority.issue(Wanted.client("CN=" + UUID.randomUUID()));
        return registered(publicUrl, new Proof.ByIssuedCertificate(RsaKeys.next(), identity), ciba);
    }

    private static Identity selfSigned(RSAKey key) throws JOSEException {
        return TestCertificates.selfSigned(Wanted.client("CN=rp"), key.toKeyPair());
    }

    private static RelyingParty registered(PublicUrl publicUrl, Proof proof, Map<String, Object> ciba)
            throws Exception {
        Map<String, Object> client = new HashMap<>(registration(proof));
        client.put("name", "Robo the bot");
        client.put("scopes", List.of("interactions"));
        key(proof).ifPresent(pair -> client.put("jwks", new JWKSet(pair.toPublicJWK()).toJSONObject()));
        if (proof instanceof Proof.ByAssertion && "fapi".equals(ciba.get("profile"))) {
            client.put("tls_client_certificate_bound_access_tokens", true);
        }
        JsonPath made = as("staff:root", "admin")
                .contentType("application/json")
                .body(client)
                .post("/api/v1/clients")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        RelyingParty party = new RelyingParty(
                OIDCProviderMetadata.resolve(new Issuer(publicUrl.uri())),
                new ClientID(made.getString("client_id")),
                proof instanceof Proof.BySecret ? new Proof.BySecret(made.getString("client_secret")) : proof,
                new Connection.ThroughProxy(identity(proof)));
        party.registers(ciba).statusCode(200);
        return party;
    }

    private static Map<String, Object> registration(Proof proof) {
        if (proof instanceof Proof.ByOwnCertificate) {
            return Map.of("token_endpoint_auth_method", "self_signed_tls_client_auth");
        }
        if (proof instanceof Proof.ByIssuedCertificate by) {
            return Map.of(
                    "token_endpoint_auth_method",
                    "tls_client_auth",
                    "tls_client_auth_subject_dn",
                    by.identity().own().getSubjectX500Principal().getName());
        }
        return Map.of();
    }

    /** The same party, which goes to the service's own TLS listener and shows its certificate there. */
    RelyingParty overTls() {
        return new RelyingParty(provider, id, proof, new Connection.OverTls(identity(proof)));
    }

    /** One who has all that this party has, but makes TLS connections with another certificate. */
    RelyingParty showing(Identity other) {
        return new RelyingParty(provider, id, proof, new Connection.OverTls(Optional.of(other)));
    }

    /** One who has all that this party has, but makes TLS connections without a certificate. */
    RelyingParty showingNone() {
        return new RelyingParty(provider, id, proof, new Connection.OverTls(Optional.empty()));
    }

    /** Registers the client for CIBA, whatever comes of it; {@code verify_caller} is its purpose unless it says another. */
    ValidatableResponse registers(Map<String, Object> ciba) {
        Map<String, Object> members = new HashMap<>(Map.of("purposes", List.of("verify_caller")));
        members.putAll(ciba);
        return as("staff:root", "admin")
                .contentType("application/json")
                .body(members)
                .put("/api/v1/clients/" + id + "/ciba")
                .then();
    }

    OIDCProviderMetadata provider() {
        return provider;
    }

    String id() {
        return id.getValue();
    }

    RSAKey key() {
        return key(proof).orElseThrow();
    }

    private static Optional<RSAKey> key(Proof proof) {
        if (proof instanceof Proof.ByAssertion by) {
            return Optional.of(by.key());
        }
        if (proof instanceof Proof.ByOwnCertificate by) {
            return Optional.of(by.key());
        }
        return proof instanceof Proof.ByIssuedCertificate by ? Optional.of(by.key()) : Optional.empty();
    }

    /** Its certificate, with the key. */
    Identity identity() {
        return identity(proof).orElseThrow();
    }

    private static Optional<Identity> identity(Proof proof) {
        if (proof instanceof Proof.ByAssertion by) {
            return Optional.of(by.identity());
        }
        if (proof instanceof Proof.ByOwnCertificate by) {
            return Optional.of(by.identity());
        }
        return proof instanceof Proof.ByIssuedCertificate by ? Optional.of(by.identity()) : Optional.empty();
    }

    /** The header in which a proxy tells a certificate (RFC 9440). */
    static String certificateHeader(Identity identity) {
        return ":" + Base64.getEncoder().encodeToString(TestCertificates.encoded(identity.own())) + ":";
    }

    /** Where it finds the service: RFC 8705 5, who shows a certificate itself goes to the aliases. */
    private ReadOnlyOIDCProviderEndpointMetadata endpoints() {
        return connection instanceof Connection.OverTls ? provider.getReadOnlyMtlsEndpointAliases() : provider;
    }

    /** Sends any request by its connection. */
    HTTPResponse sends(HTTPRequest request) throws IOException {
        if (connection instanceof Connection.OverTls tls) {
            request.setSSLSocketFactory(TlsNode.context(tls.shown()).getSocketFactory());
        } else if (connection instanceof Connection.ThroughProxy proxy) {
            proxy.shown().ifPresent(shown -> request.setHeader("Client-Cert", certificateHeader(shown)));
        }
        return request.send();
    }

    /** Authenticates for one request: an assertion is good for one. */
    ClientAuthentication authentication() {
        if (proof instanceof Proof.BySecret by) {
            return new ClientSecretBasic(id, new Secret(by.secret()));
        }
        if (proof instanceof Proof.ByOwnCertificate by) {
            return new SelfSignedTLSClientAuthentication(id, by.identity().own());
        }
        if (proof instanceof Proof.ByIssuedCertificate by) {
            return new PKITLSClientAuthentication(id, by.identity().own());
        }
        try {
            return new PrivateKeyJWT(
                    id,
                    endpoints().getBackChannelAuthenticationEndpointURI(),
                    JWSAlgorithm.PS256,
                    key().toPrivateKey(),
                    "rp",
                    null);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a request. */
    CIBARequest.Builder request() {
        return new CIBARequest.Builder(authentication(), new Scope("openid"))
                .endpointURI(endpoints().getBackChannelAuthenticationEndpointURI());
    }

    /** Returns what a signed request says, as it should be. */
    JWTClaimsSet.Builder claims(CIBARequest.Builder request) throws Exception {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder(new CIBASignedRequestClaimsSet(
                        request.build(),
                        new Issuer(id.getValue()),
                        new Audience(provider.getIssuer().getValue()),
                        Date.from(now),
                        Date.from(now),
                        Date.from(now.plusSeconds(300)),
                        new JWTID())
                .toJWTClaimsSet());
    }

    /** Signs what a request says. */
    CIBARequest signed(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey signer) throws Exception {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("rp").build(), claims);
        jwt.sign(new RSASSASigner(signer));
        return carrying(jwt);
    }

    /** Makes a request of one that is signed. */
    CIBARequest carrying(SignedJWT jwt) {
        return new CIBARequest.Builder(authentication(), jwt)
                .endpointURI(endpoints().getBackChannelAuthenticationEndpointURI())
                .build();
    }

    /** Sends a request, signed as it should be. */
    CIBAResponse sendsSigned(JWTClaimsSet.Builder claims) throws Exception {
        return send(signed(claims.build(), JWSAlgorithm.PS256, key()));
    }

    /** Asks for a customer by a signed request, and is acknowledged. */
    AuthRequestID asksSigned(String customerNumber) throws Exception {
        return sendsSigned(claims(request().loginHint(customerNumber)))
                .toRequestAcknowledgement()
                .getAuthRequestID();
    }

    /** A form that a fresh assertion authenticates, of which the rest is a test's to say; through no proxy. */
    RequestSpecification form() {
        RequestSpecification form = given();
        ((PrivateKeyJWT) authentication())
                .toParameters()
                .forEach((name, values) -> form.formParam(name, values.get(0)));
        return form;
    }

    /** Sends a request. */
    CIBAResponse send(CIBARequest request) throws Exception {
        return CIBAResponse.parse(sends(request.toHTTPRequest()));
    }

    /** Asks and is acknowledged. */
    CIBARequestAcknowledgement asks(CIBARequest.Builder request) throws Exception {
        return send(request.build()).toRequestAcknowledgement();
    }

    /** Asks for a customer. */
    CIBARequestAcknowledgement asks(String customerNumber) throws Exception {
        return asks(request().loginHint(customerNumber));
    }

    /** Polls. */
    TokenResponse polls(AuthRequestID request) throws Exception {
        return asksForToken(new CIBAGrant(request));
    }

    /** Asks for a token for the API, in its own name. */
    TokenResponse asksForApiToken() throws Exception {
        return asksForToken(new ClientCredentialsGrant());
    }

    private TokenResponse asksForToken(AuthorizationGrant grant) throws Exception {
        return OIDCTokenResponseParser.parse(
                sends(new TokenRequest.Builder(endpoints().getTokenEndpointURI(), authentication(), grant)
                        .build()
                        .toHTTPRequest()));
    }

    /** Polls and is told why there is nothing. */
    String pollsForError(AuthRequestID request) throws Exception {
        TokenResponse answer = polls(request);
        return answer.indicatesSuccess()
                ? "none"
                : answer.toErrorResponse().getErrorObject().getCode();
    }

    /** Polls and gets tokens. */
    OIDCTokenResponse collects(AuthRequestID request) throws Exception {
        return (OIDCTokenResponse) polls(request).toSuccessResponse();
    }

    /** Verifies an ID token, and that it belongs to the access token. */
    IDTokenClaimsSet verifies(OIDCTokenResponse response) throws Exception {
        IDTokenClaimsSet claims = new IDTokenValidator(
                        provider.getIssuer(),
                        id,
                        JWSAlgorithm.ES256,
                        JWKSet.load(provider.getJWKSetURI().toURL()))
                .validate(response.getOIDCTokens().getIDToken(), null);
        AccessToken token = response.getOIDCTokens().getAccessToken();
        AccessTokenValidator.validate(token, JWSAlgorithm.ES256, claims.getAccessTokenHash());
        return claims;
    }

    /** Asks UserInfo. */
    UserInfoResponse userInfo(String accessToken) throws Exception {
        return UserInfoResponse.parse(
                sends(new UserInfoRequest(endpoints().getUserInfoEndpointURI(), new BearerAccessToken(accessToken))
                        .toHTTPRequest()));
    }

    /** Calls the API, and returns its status. */
    int callsApi(String accessToken) throws Exception {
        HTTPRequest request = new HTTPRequest(
                HTTPRequest.Method.GET, endpoints().getTokenEndpointURI().resolve("/api/v1/interactions"));
        request.setAuthorization("Bearer " + accessToken);
        return sends(request).getStatusCode();
    }

    /** Returns a claim as JSON. */
    static com.fasterxml.jackson.databind.JsonNode json(IDTokenClaimsSet claims, String name) {
        return Json.parseObject(claims.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8))
                .path(name);
    }
}
