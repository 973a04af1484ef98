package dev.countersign.service.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small OpenID provider. Whoever opens its authorization endpoint is signed in at once, as the person that the
 * parameter {@code person} holds in JSON; {@code trick} makes it misbehave.
 */
public final class OpenIdProviderServer implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "countersign";
    static final String SECRET = "a client secret that only this test knows";

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final RSAKey key = key();
    private final RSAKey otherKey = key();
    private HttpServer server;

    private record Grant(AuthenticationRequest request, Map<String, Object> person, String trick) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
        server.createContext("/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
        return Map.of(
                "countersign.oidc.enabled", "true",
                "countersign.oidc.auth-server-url", issuer(),
                "countersign.oidc.client-id", CLIENT,
                "countersign.oidc.client-secret", SECRET,
                "countersign.oidc.roles-claim", "realm_access/roles",
                "countersign.oidc.team-claim", "department",
                "countersign.oidc.roles.agent", "contact-centre,branch",
                "countersign.oidc.roles.supervisor", "team-leads");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String metadata() {
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(
                new Issuer(issuer()), List.of(SubjectType.PUBLIC), URI.create(issuer() + "/jwks"));
        metadata.setAuthorizationEndpointURI(URI.create(issuer() + "/authorize"));
        metadata.setTokenEndpointURI(URI.create(issuer() + "/token"));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.applyDefaults();
        return metadata.toJSONObject().toJSONString();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        try {
            String query = exchange.getRequestURI().getRawQuery();
            Map<String, List<String>> parameters = URLUtils.parseParameters(query);
            AuthenticationRequest request = AuthenticationRequest.parse(query);
            String trick = String.valueOf(MultivaluedMapUtils.getFirstValue(parameters, "trick"));
            URI back;
            if (trick.equals("deny")) {
                back = new AuthenticationErrorResponse(
                                request.getRedirectionURI(),
                                new com.nimbusds.oauth2.sdk.ErrorObject("access_denied", "not today"),
                                request.getState(),
                                request.getResponseMode())
                        .toURI();
            } else {
                AuthorizationCode code = new AuthorizationCode();
                Map<String, Object> person =
                        JSONObjectUtils.parse(MultivaluedMapUtils.getFirstValue(parameters, "person"));
                grants.put(code.getValue(), new Grant(request, person, trick));
                back = new AuthenticationSuccessResponse(
                                request.getRedirectionURI(),
                                code,
                                null,
                                null,
                                request.getState(),
                                null,
                                request.getResponseMode())
                        .toURI();
            }
            exchange.getResponseHeaders().set("Location", back.toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        } catch (ParseException e) {
            json(exchange, 400, "{}");
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            Map<String, List<String>> form = URLUtils.parseParameters(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            ClientSecretBasic client =
                    ClientSecretBasic.parse(exchange.getRequestHeaders().getFirst("Authorization"));
            Grant grant = grants.remove(MultivaluedMapUtils.getFirstValue(form, "code"));
            boolean good = grant != null
                    && client.getClientID().getValue().equals(CLIENT)
                    && client.getClientSecret().equals(new Secret(SECRET))
                    && grant.request()
                            .getRedirectionURI()
                            .toString()
                            .equals(MultivaluedMapUtils.getFirstValue(form, "redirect_uri"))
                    && CodeChallenge.compute(
                                    CodeChallengeMethod.S256,
                                    new CodeVerifier(MultivaluedMapUtils.getFirstValue(form, "code_verifier")))
                            .equals(grant.request().getCodeChallenge());
            if (!good) {
                json(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            OIDCTokens tokens = new OIDCTokens(idToken(grant), new BearerAccessToken(), null);
            json(exchange, 200, new OIDCTokenResponse(tokens).toJSONObject().toJSONString());
        } catch (ParseException | JOSEException e) {
            json(exchange, 400, "{\"error\":\"invalid_request\"}");
        }
    }

    private SignedJWT idToken(Grant grant) throws JOSEException {
        Instant now = Instant.now();
        Map<String, Object> more = new HashMap<>(grant.person());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(grant.trick().equals("audience") ? "somebody-else" : CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(grant.trick().equals("expired") ? -600 : 300)))
                .claim(
                        "nonce",
                        grant.trick().equals("nonce")
                                ? "of another sign-in"
                                : grant.request().getNonce().getValue());
        more.forEach(claims::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new RSASSASigner(grant.trick().equals("key") ? otherKey : key));
        return token;
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
