package dev.countersign.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.service.holder.Bank;
import dev.countersign.service.holder.TestWallet;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Throws what no honest caller sends at every endpoint of the API's own document, so that a new endpoint is met too: none
 * may break, and none may take it.
 */
@QuarkusTest
class HostileInputTest {
    private static final String EVERY_ROLE = "staff:mallory agent supervisor auditor admin scope:customers"
            + " scope:interactions scope:challenges scope:identities scope:ledger scope:admin";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/x-www-form-urlencoded", "application/jwt");

    /** Of bodies that endpoints read by themselves, and of which the document has no schema. */
    private static final List<String> OTHER_MEMBERS = List.of(
            "enrolment_code",
            "platform",
            "push",
            "message_key",
            "jwk",
            "endpoint",
            "p256dh",
            "auth",
            "dcql_query",
            "texts",
            "expires_in",
            "retention",
            "roles",
            "credential_configuration_id",
            "credential_identifier",
            "proofs",
            "notification_id",
            "event");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Bank bank;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> broken = new ArrayList<>();
    private ObjectNode document;
    private List<Operation> operations;

    /** One way to call the service. */
    private record Operation(String method, String path, Set<String> members, List<String> queries) {
        String path(String id) {
            return path.replaceAll("\\{[^}]+}", id);
        }
    }

    @BeforeEach
    void every_endpoint() throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(publicUrl.resolve("/q/openapi?format=json"))
                        .build(),
                BodyHandlers.ofByteArray());
        document = Json.parseObject(answer.body());
        operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    if (Set.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(method)) {
                        operations.add(operation(method, path.getKey(), operation.getValue()));
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(40);
    }

    static Stream<byte[]> bodies() {
        return Stream.concat(
                Stream.of(
                                "",
                                "{",
                                "[]",
                                "null",
                                "{}",
                                "\"text\"",
                                "{\"a\":1,\"a\":2}",
                                "{\"a\":1}{\"a\":2}",
                                "[".repeat(5_000),
                                "{\"a\":".repeat(5_000),
                                "{\"a\":1e999999999}",
                                "\u0000",
                                "e30.e30.e30",
                                "e30=.e30.!!!",
                                "eyJhbGciOiJub25lIn0.e30.",
                                "a=%zz",
                                "%",
                                "&&&=&",
                                "response=e30.e30.e30.e30.e30",
                                "response=&response=",
                                "error=%00&state=%00",
                                "wallet_nonce=%00",
                                "grant_type=%00",
                                "grant_type=client_credentials&client_id=%00&client_secret=%00",
                                "grant_type=client_credentials&client_assertion=e30.e30.e30&client_assertion_type="
                                        + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
                                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code"
                                        + "&pre-authorized_code=%00&tx_code=%00")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, new byte[] {'{', '"', (byte) 0xc3, '"', '}'}));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void no_endpoint_breaks_over_a_body(byte[] body) {
        for (Operation operation : operations) {
            if (WITH_BODY.contains(operation.method())) {
                for (String type : MEDIA_TYPES) {
                    send(operation, request(operation, "x").header("Content-Type", type), body);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-1",
                "99999999999999999999",
                "1e400",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"e30.e30.e30\"",
                "\"did:jwk:e30\"",
                "\"https://x.example/%\"",
                "\"PT\"",
                "[]",
                "[null]",
                "[\"\\u0000\"]",
                "[{}]",
                "{}",
                "{\"\\u0000\":\"\\u0000\"}",
                "{\"en\":null}",
                "{\"credentials\":[{\"id\":\"\\u0000\"}]}"
            })
    void no_endpoint_breaks_over_a_member(String value) {
        for (Operation operation : operations) {
            if (WITH_BODY.contains(operation.method())) {
                List<String> bodies = new ArrayList<>();
                Set<String> members =
                        operation.members().isEmpty() ? new TreeSet<>(OTHER_MEMBERS) : operation.members();
                bodies.add(body(members, value));
                members.forEach(member -> bodies.add(body(Set.of(member), value)));
                bodies.forEach(body -> send(
                        operation,
                        request(operation, "x").header("Content-Type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "x%00y",
                "%ff%fe",
                "..%2f..%2fetc",
                "-1",
                "99999999999999999999",
                "%27%20or%201%3D1--",
                "%F0%9F%92%A9",
                "e30.e30.e30",
                "%20"
            })
    void no_endpoint_breaks_over_a_name_in_its_path(String id) {
        for (Operation operation : operations) {
            if (operation.path().contains("{")) {
                byte[] body = WITH_BODY.contains(operation.method()) ? new byte[] {'{', '}'} : new byte[0];
                send(operation, request(operation, id).header("Content-Type", "application/json"), body);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void no_endpoint_breaks_over_a_name_of_three_thousand_characters() {
        no_endpoint_breaks_over_a_name_in_its_path("x".repeat(3_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%00", "-1", "0", "99999999999999999999", "!!!", "e30", "%ff", "null"})
    void no_endpoint_breaks_over_a_query(String value) {
        for (Operation operation : operations) {
            for (String query : operation.queries()) {
                URI uri = publicUrl.resolve(operation.path("x") + "?" + query + "=" + value);
                send(operation, caller(HttpRequest.newBuilder(uri), operation), new byte[0]);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void no_endpoint_breaks_over_a_header(String name, String value) {
        for (Operation operation : operations) {
            HttpRequest.Builder request = name.equals("DPoP") || name.equals("Authorization") || name.equals("Cookie")
                    ? HttpRequest.newBuilder(publicUrl.resolve(operation.path("x")))
                    : request(operation, "x");
            if (!name.equals("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            byte[] body = WITH_BODY.contains(operation.method()) ? new byte[] {'{', '}'} : new byte[0];
            send(operation, request.header(name, value), body);
        }
        assertThat(broken).isEmpty();
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                        "Authorization: Bearer",
                        "Authorization: Bearer x",
                        "Authorization: Bearer e30.e30.e30",
                        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
                        "Authorization: Basic !!!",
                        "Authorization: Basic Og==",
                        "Authorization: " + "x".repeat(8_000),
                        "DPoP: x",
                        "DPoP: e30.e30.e30",
                        "DPoP: eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7fX0.e30.e30",
                        "DPoP: " + "x".repeat(8_000),
                        "Cookie: countersign_session=%00",
                        "Cookie: countersign_session=x; countersign_session=y",
                        "Cookie: ===;;;",
                        "Content-Type: ;;;",
                        "Content-Type: application/json; charset=nonsense",
                        "Content-Type: multipart/form-data",
                        "Accept: ;;;",
                        "Accept: application/x-nobody-makes-this",
                        "Accept-Language: ;q=x,,*",
                        "Last-Event-ID: -1",
                        "Last-Event-ID: 99999999999999999999",
                        "Last-Event-ID: x",
                        "Idempotency-Key: " + "k".repeat(4_000),
                        "Idempotency-Key: \" \"",
                        "Origin: null",
                        "Origin: http://",
                        "X-Forwarded-Host: evil.example",
                        "Content-Encoding: gzip")
                .map(line -> line.split(": ?", 2))
                .map(parts -> Arguments.of(parts[0], parts[1]));
    }

    @Test
    void no_endpoint_reads_a_body_of_two_megabytes() {
        byte[] oversized = ("{\"a\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (Operation operation : operations) {
            if (WITH_BODY.contains(operation.method())) {
                send(operation, request(operation, "x").header("Content-Type", "application/json"), oversized);
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void no_endpoint_of_wallets_breaks_over_a_body_that_a_wallet_signed(byte[] body) {
        TestWallet wallet = bank.wallet(bank.customer());
        for (Operation operation : operations) {
            if (operation.path().startsWith("/wallet/v1/") && WITH_BODY.contains(operation.method())) {
                String path = operation.path("x");
                int status = wallet.send(operation.method(), path, body).statusCode();
                note(operation, path, status, body);
            }
        }
        assertThat(broken).isEmpty();
    }

    private HttpRequest.Builder request(Operation operation, String id) {
        return caller(HttpRequest.newBuilder(publicUrl.resolve(operation.path(id))), operation);
    }

    private static HttpRequest.Builder caller(HttpRequest.Builder request, Operation operation) {
        return operation.path().startsWith("/wallet/v1/") ? request : request.header("Test-Caller", EVERY_ROLE);
    }

    private void send(Operation operation, HttpRequest.Builder builder, byte[] body) {
        HttpRequest request = builder.timeout(Duration.ofSeconds(20))
                .method(
                        operation.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            note(operation, request.uri().toString(), status(request), body);
        } catch (IOException e) {
            // A body that is refused before it is read may end with the connection: that is a refusal too.
            if (body.length < 1_000_000) {
                broken.add(operation.method() + " " + request.uri() + ": " + e);
            }
        }
    }

    /** Asks once more where the connection was gone: after some refusals the service closes it behind the answer. */
    private int status(HttpRequest request) throws IOException {
        try {
            return answer(request);
        } catch (IOException e) {
            return answer(request);
        }
    }

    private int answer(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            // Streams of events do not end by themselves: the status is all that counts.
            answer.body().close();
            return answer.statusCode();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void note(Operation operation, String uri, int answered, byte[] body) {
        // Token Status List 8.4: a list of another time, which nobody keeps here, is answered with 501.
        if (answered >= 500 && answered != 501) {
            String shown = new String(body, 0, Math.min(body.length, 120), StandardCharsets.UTF_8);
            broken.add(operation.method() + " " + uri + " <- " + shown + ": " + answered);
        }
    }

    private Operation operation(String method, String path, JsonNode operation) {
        Set<String> members = new TreeSet<>();
        operation.path("requestBody").path("content").forEach(media -> resolved(media.path("schema"))
                .path("properties")
                .fieldNames()
                .forEachRemaining(members::add));
        List<String> queries = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                queries.add(parameter.path("name").asText());
            }
        });
        return new Operation(method, path, members, queries);
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static String body(Set<String> members, String value) {
        StringBuilder body = new StringBuilder("{");
        members.forEach(member -> body.append(body.length() > 1 ? "," : "")
                .append('"')
                .append(member)
                .append("\":")
                .append(value));
        return body.append('}').toString();
    }
}
