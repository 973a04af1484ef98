package dev.countersign.samples.bot;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An OpenID provider of a few lines that speaks CIBA and answers polls as it is told. */
final class SmallProvider implements AutoCloseable {
    private static final String TOKENS = "tokens";

    private final HttpServer server;
    private final ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    private final Queue<String> answers = new ArrayDeque<>();
    private String audience = "bot";
    private String refusal = "";
    private String asked = "";

    SmallProvider() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", this::metadata);
        serve("/jwks", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        serve("/bc-authorize", this::acknowledge);
        serve("/token", this::token);
        server.start();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws Exception;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try {
                handler.handle(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What polls bring, one after the other: error codes, or {@code tokens}. */
    void polls(String... these) {
        answers.addAll(List.of(these));
    }

    /** From now on no request is taken. */
    void refuses(String error) {
        refusal = error;
    }

    /** From now on ID tokens are made for somebody else. */
    void mistakesTheAudience() {
        audience = "somebody-else";
    }

    /** The form of the request that came last. */
    String asked() {
        return asked;
    }

    private void metadata(HttpExchange exchange) throws IOException {
        json(exchange, 200, """
                {"issuer":"%1$s","token_endpoint":"%1$s/token","jwks_uri":"%1$s/jwks",
                 "backchannel_authentication_endpoint":"%1$s/bc-authorize","subject_types_supported":["pairwise"],
                 "backchannel_token_delivery_modes_supported":["poll"],
                 "id_token_signing_alg_values_supported":["ES256"],"response_types_supported":[]}""".formatted(uri()));
    }

    private void acknowledge(HttpExchange exchange) throws IOException {
        asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!refusal.isEmpty()) {
            json(exchange, 400, "{\"error\":\"" + refusal + "\"}");
        } else {
            json(
                    exchange,
                    200,
                    "{\"auth_req_id\":\"1c266114-a1be-4252-8ad1-04986c5b9ac1\",\"expires_in\":20,\"interval\":5,"
                            + "\"binding_code\":\"4711\"}");
        }
    }

    private void token(HttpExchange exchange) throws Exception {
        String answer = answers.isEmpty() ? "authorization_pending" : answers.remove();
        if (!answer.equals(TOKENS)) {
            json(exchange, 400, "{\"error\":\"" + answer + "\"}");
            return;
        }
        Instant now = Instant.now();
        SignedJWT idToken = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer(uri().toString())
                        .subject("s")
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("verified_claims", Map.of("claims", Map.of("given_name", "Alice")))
                        .build());
        idToken.sign(new ECDSASigner(key));
        json(
                exchange,
                200,
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
                        + idToken.serialize() + "\"}");
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
