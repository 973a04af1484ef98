package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
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
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.countersign.protocol.Json;
import dev.countersign.service.access.TestCertificates;
import dev.countersign.service.platform.PublicUrl;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A system of the bank, or a bot, that asks by CIBA with a client library that we did not write. */
final class RelyingParty {
    private final OIDCProviderMetadata provider;
    private final ClientID id;
    private final Proof proof;
    private final String secret;

    private RelyingParty(PublicUrl publicUrl, ClientID id, Proof proof, String secret) throws Exception {
        this.provider = OIDCProviderMetadata.resolve(new Issuer(publicUrl.uri()));
        this.id = id;
        this.proof = proof;
        this.secret = secret;
    }

    /** How it authenticates, and with what. */
    private sealed interface Proof {
        record BySecret() implements Proof {}

        record ByAssertion(RSAKey key, X509Certificate certificate) implements Proof {}

        record ByCertificate(RSAKey key, X509Certificate certificate) implements Proof {}
    }

    /** Registers one that has a secret. */
    static RelyingParty withSecret(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        return registered(publicUrl, new Proof.BySecret(), ciba);
    }

    /** Registers one that signs. */
    static RelyingParty withKey(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rp").generate();
        return registered(publicUrl, new Proof.ByAssertion(key, certificate(key)), ciba);
    }

    /** Registers one that authenticates by a certificate of its own making, and signs its requests. */
    static RelyingParty withCertificate(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rp").generate();
        return registered(publicUrl, new Proof.ByCertificate(key, certificate(key)), ciba);
    }

    private static X509Certificate certificate(RSAKey key) throws Exception {
        return TestCertificates.selfSigned(TestCertificates.Wanted.client("CN=rp"), key.toKeyPair())
                .own();
    }

    private static RelyingParty registered(PublicUrl publicUrl, Proof proof, Map<String, Object> ciba)
            throws Exception {
        Map<String, Object> client = new HashMap<>();
        client.put("name", "Robo the bot");
        client.put("scopes", List.of("interactions"));
        key(proof).ifPresent(pair -> client.put("jwks", new JWKSet(pair.toPublicJWK()).toJSONObject()));
        if (proof instanceof Proof.ByCertificate) {
            client.put("token_endpoint_auth_method", "self_signed_tls_client_auth");
        } else if ("fapi".equals(ciba.get("profile"))) {
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
                publicUrl,
                new ClientID(made.getString("client_id")),
                proof,
                String.valueOf(made.getString("client_secret")));
        party.registers(ciba).statusCode(200);
        return party;
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
        if (proof instanceof Proof.ByAssertion assertion) {
            return Optional.of(assertion.key());
        }
        return proof instanceof Proof.ByCertificate certificate ? Optional.of(certificate.key()) : Optional.empty();
    }

    /** The header in which a proxy tells this party's certificate (RFC 9440); empty when it has none. */
    Optional<String> certificateHeader() {
        Optional<X509Certificate> own = proof instanceof Proof.ByAssertion assertion
                ? Optional.of(assertion.certificate())
                : proof instanceof Proof.ByCertificate by ? Optional.of(by.certificate()) : Optional.empty();
        return own.map(shown -> ":" + Base64.getEncoder().encodeToString(TestCertificates.encoded(shown)) + ":");
    }

    /** Sends it through the proxy, which tells our certificate where the service believes it. */
    private HTTPResponse throughProxy(HTTPRequest request) throws Exception {
        certificateHeader().ifPresent(header -> request.setHeader("Client-Cert", header));
        return request.send();
    }

    /** Authenticates for one request: an assertion is good for one. */
    ClientAuthentication authentication() {
        if (proof instanceof Proof.BySecret) {
            return new ClientSecretBasic(id, new Secret(secret));
        }
        if (proof instanceof Proof.ByCertificate by) {
            return new SelfSignedTLSClientAuthentication(id, by.certificate());
        }
        try {
            return new PrivateKeyJWT(
                    id,
                    provider.getBackChannelAuthenticationEndpointURI(),
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
                .endpointURI(provider.getBackChannelAuthenticationEndpointURI());
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
        return new CIBARequest.Builder(authentication(), jwt)
                .endpointURI(provider.getBackChannelAuthenticationEndpointURI())
                .build();
    }

    /** Sends a request, signed as it should be. */
    CIBAResponse sendsSigned(JWTClaimsSet.Builder claims) throws Exception {
        return send(signed(claims.build(), JWSAlgorithm.PS256, key()));
    }

    /** Sends a request. */
    CIBAResponse send(CIBARequest request) throws Exception {
        return CIBAResponse.parse(throughProxy(request.toHTTPRequest()));
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
        return OIDCTokenResponseParser.parse(throughProxy(
                new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication(), new CIBAGrant(request))
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
                throughProxy(new UserInfoRequest(provider.getUserInfoEndpointURI(), new BearerAccessToken(accessToken))
                        .toHTTPRequest()));
    }

    /** Returns a claim as JSON. */
    static com.fasterxml.jackson.databind.JsonNode json(IDTokenClaimsSet claims, String name) {
        return Json.parseObject(claims.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8))
                .path(name);
    }

    /** Returns a key as it is registered. */
    static String jwks(JWK key) {
        return new JWKSet(key.toPublicJWK()).toString();
    }
}
