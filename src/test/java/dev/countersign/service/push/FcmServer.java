package dev.countersign.service.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** FCM on this machine: its token endpoint, which verifies assertions, and its HTTP v1 endpoint, which takes messages as told. */
public final class FcmServer implements AutoCloseable {
    /** One message, with the bytes as they came. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Received(JsonNode message, byte[] bytes, long nanos) {
        /** Returns what is encrypted for the wallet. */
        public byte[] encrypted() {
            return Base64Url.decode(message.path("data").path("p").asText());
        }
    }

    private record Answer(int status, String retryAfter, ObjectNode body) {}

    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokens = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final JsonNode account;
    private volatile boolean denying;

    /** Opens the configured port. */
    public FcmServer() {
        try {
            account = Json.parse(Files.readAllBytes(Path.of(setting("countersign.push.fcm.service-account-file"))));
            server = HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(),
                            URI.create(setting("countersign.push.fcm.address")).getPort()),
                    0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/token", this::token);
        server.createContext("/v1/projects/example-bank/messages:send", this::message);
        server.start();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** The next message is answered like this; after the last answer, 200. */
    public FcmServer answering(int status, String code) {
        return answering(status, code, "");
    }

    FcmServer answering(int status, String code, String retryAfter) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", status).put("status", code);
        error.putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                .put("errorCode", code);
        answers.add(new Answer(status, retryAfter, body));
        return this;
    }

    /** The next message is refused because its token is none. */
    FcmServer refusingTheTokenOfTheDevice() {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", 400).put("status", "INVALID_ARGUMENT");
        error.putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.rpc.BadRequest")
                .putArray("fieldViolations")
                .addObject()
                .put("field", "message.token");
        answers.add(new Answer(400, "", body));
        return this;
    }

    /** The connection of the next message is cut. */
    FcmServer cutting() {
        answers.add(new Answer(-1, "", Json.object()));
        return this;
    }

    /** Access tokens that were given out are not good any more. */
    void expireTokens() {
        good.clear();
    }

    /** The account's key was taken away, or given back. */
    void denyTokens(boolean deny) {
        denying = deny;
        good.clear();
    }

    int tokensGiven() {
        return tokens.get();
    }

    /** Returns the next message, within 20 seconds. */
    public Received next() {
        try {
            Received next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no message came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the next message to this device; what still comes for others is passed over. */
    public Received next(String device) {
        Received next = next();
        while (!next.message().path("token").asText().equals(device)) {
            next = next();
        }
        return next;
    }

    int waiting() {
        return received.size();
    }

    private void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (denying || !isGood(form)) {
                answer(exchange, 400, Json.object().put("error", "invalid_grant"));
                return;
            }
            String token = "ya29.token-" + tokens.incrementAndGet();
            good.add(token);
            answer(
                    exchange,
                    200,
                    Json.object()
                            .put("access_token", token)
                            .put("expires_in", 3_599)
                            .put("token_type", "Bearer"));
        }
    }

    private boolean isGood(String form) {
        try {
            String grant = URLDecoder.decode(form, StandardCharsets.UTF_8);
            String assertion = grant.replaceAll("(?s).*assertion=([^&]+).*", "$1");
            SignedJWT jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return grant.contains("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer")
                    && jwt.verify(new RSASSAVerifier(publicKey()))
                    && jwt.getHeader().getKeyID().equals("key-1")
                    && claims.getIssuer().equals(account.path("client_email").asText())
                    && claims.getAudience().contains(account.path("token_uri").asText())
                    && claims.getStringClaim("scope").endsWith("/firebase.messaging")
                    && claims.getExpirationTime().toInstant().isAfter(Instant.now());
        } catch (Exception e) {
            return false;
        }
    }

    private RSAPublicKey publicKey() throws Exception {
        String pem = account.path("private_key").asText();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
        return (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    }

    private void message(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!good.contains(authorization.replaceFirst("^Bearer ", ""))) {
                ObjectNode refused = Json.object();
                refused.putObject("error").put("code", 401).put("status", "UNAUTHENTICATED");
                answer(exchange, 401, refused);
                return;
            }
            received.add(new Received(Json.parse(body).path("message"), body, System.nanoTime()));
            Answer answer = answers.poll();
            if (answer == null) {
                answer(exchange, 200, Json.object().put("name", "projects/example-bank/messages/1"));
            } else if (answer.status() > 0) {
                if (!answer.retryAfter().isEmpty()) {
                    exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
                }
                answer(exchange, answer.status(), answer.body());
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = Json.print(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
