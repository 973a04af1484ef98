package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.protocol.Json;
import dev.countersign.service.MovingClock;
import dev.countersign.service.access.ClientKeySet;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of {@code ciba/}, each played against the running service. */
@QuarkusTest
class CibaVectorsTest {
    private static final Path FOLDER = Path.of(System.getProperty("countersign.vectors", "../../shared/vectors"))
            .resolve("ciba");
    private static final String PHONE = "+4915112345678";
    private static final String NOTIFICATION_TOKEN = "8d67dc78-7faa-4d41-aabd-67707b374255";

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    @Inject
    CibaClients clients;

    private static JsonNode read(String file) throws Exception {
        Path path = FOLDER.resolve(file);
        if (!Files.exists(path)) {
            String reason = "no test vectors at " + path.toAbsolutePath().normalize();
            System.out.println("skipped: " + reason);
            Assumptions.abort(reason);
        }
        return Json.parse(Files.readAllBytes(path));
    }

    private static Stream<Arguments> cases(String file) throws Exception {
        return StreamSupport.stream(read(file).spliterator(), false)
                .map(one -> Arguments.of(one.path("id").asText(), one));
    }

    static Stream<Arguments> requests() throws Exception {
        return cases("requests.json");
    }

    static Stream<Arguments> sequences() throws Exception {
        return cases("token-sequences.json");
    }

    private RelyingParty party(JsonNode one, NotificationEndpoint endpoint) throws Exception {
        boolean fapi = one.path("profile").asText().equals("fapi-ciba");
        String mode = one.path("delivery_mode").asText();
        Map<String, Object> members = new HashMap<>();
        // A FAPI client is not registered for push; such a one can only be older than its profile.
        members.put("backchannel_token_delivery_mode", fapi ? "poll" : mode);
        if (!mode.equals("poll") && !fapi) {
            members.put(
                    "backchannel_client_notification_endpoint", endpoint.uri().toString());
        }
        members.put("profile", fapi ? "fapi" : "plain");
        members.put(
                "backchannel_user_code_parameter",
                one.path("user_code_required").asBoolean());
        RelyingParty party = RelyingParty.withKey(publicUrl, members);
        if (fapi && mode.equals("push")) {
            CibaClient registered = clients.find(party.id()).orElseThrow();
            clients.save(new CibaClient(
                    registered.clientId(),
                    DeliveryMode.PUSH,
                    Optional.of(endpoint.uri()),
                    registered.requestSigning(),
                    registered.profile(),
                    registered.options(),
                    registered.purposes()));
        }
        return party;
    }

    private static void registersPhone(Alice alice) {
        as("client:crm", "scope:customers")
                .contentType("application/json")
                .body(Map.of("phones", List.of(PHONE)))
                .patch("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(200);
    }

    private static void erases(Alice alice) {
        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void an_authentication_request_is_answered_as_the_vector_says(String id, JsonNode one) throws Exception {
        Alice alice = Alice.enrolled();
        registersPhone(alice);
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            RelyingParty party = party(one, endpoint);
            if (one.path("user_code_required").asBoolean()) {
                setsUserCode(alice, "4711");
            }
            if (one.path("op_denies").asBoolean()) {
                RelyingParty.withSecret(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"))
                        .asks(alice.number());
                phones.reports(alice);
            }

            ValidatableResponse answer =
                    sends(party, one).then().statusCode(one.path("http_status").asInt());

            if (one.path("error").isTextual()) {
                assertThat(answer.extract().<String>path("error"))
                        .isEqualTo(one.path("error").textValue());
            }
            if (one.path("http_status").asInt() == 200) {
                assertThat(answer.extract().<String>path("auth_req_id")).hasSizeGreaterThan(20);
                assertThat(answer.extract().<Integer>path("expires_in")).isPositive();
                assertThat(answer.extract().header("Cache-Control")).isEqualTo("no-store");
            }
        } finally {
            erases(alice);
        }
    }

    private static void setsUserCode(Alice alice, String code) {
        as("client:crm", "scope:customers")
                .contentType("application/json")
                .body(Map.of("user_code", code))
                .put("/api/v1/customers/" + alice.number() + "/user_code")
                .then()
                .statusCode(204);
    }

    private Response sends(RelyingParty party, JsonNode one) throws Exception {
        if (one.path("method").asText().equals("GET")) {
            return given().get("/oauth/bc-authorize");
        }
        var request = one.path("client_authentication").asText().equals("none") ? given() : party.form();
        Map<String, List<String>> parameters = parameters(party, one.path("parameters"));
        if (one.path("profile").asText().equals("fapi-ciba")) {
            JWTClaimsSet.Builder claims = claimsOfTheJwt(party);
            parameters.forEach((name, values) -> claims.claim(name, values.get(0)));
            return request.formParam("request", sign(party, claims.build())).post("/oauth/bc-authorize");
        }
        parameters.forEach((name, values) -> request.formParam(name, values.toArray()));
        return request.post("/oauth/bc-authorize");
    }

    private Map<String, List<String>> parameters(RelyingParty party, JsonNode members) throws Exception {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            List<String> values = member.getValue().isArray()
                    ? StreamSupport.stream(member.getValue().spliterator(), false)
                            .map(JsonNode::asText)
                            .toList()
                    : List.of(member.getValue().asText());
            parameters.put(member.getKey(), values);
        }
        if (List.of("expired").equals(parameters.get("login_hint_token"))) {
            parameters.put("login_hint_token", List.of(expiredHint(party)));
        }
        return parameters;
    }

    private JWTClaimsSet.Builder claimsOfTheJwt(RelyingParty party) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(party.id())
                .audience(publicUrl.uri().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID("jti-" + now.toEpochMilli());
    }

    private String expiredHint(RelyingParty party) throws Exception {
        return sign(
                party,
                claimsOfTheJwt(party)
                        .expirationTime(Date.from(Instant.now().minusSeconds(1)))
                        .claim("sub_id", Map.of("format", "phone_number", "phone_number", PHONE))
                        .build());
    }

    private static String sign(RelyingParty party, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rp").build(), claims);
        jwt.sign(new RSASSASigner(party.key()));
        return jwt.serialize();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sequences")
    void polls_and_notifications_come_as_the_vector_says(String id, JsonNode one) throws Exception {
        Alice alice = Alice.enrolled();
        MovingClock clock = new MovingClock(Instant.now());
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            RelyingParty party = party(one, endpoint);
            Instant start = clock.instant();
            QuarkusMock.installMockForType(clock, Clock.class);
            String authReqId = asks(party, alice, one);
            for (JsonNode step : one.path("steps")) {
                clock.passes(Duration.between(
                        clock.instant(),
                        start.plusSeconds(step.path("at_second").asLong())));
                play(step, new Scene(party, alice, endpoint, authReqId));
            }
        }
    }

    private record Scene(RelyingParty party, Alice alice, NotificationEndpoint endpoint, String authReqId) {}

    private String asks(RelyingParty party, Alice alice, JsonNode one) {
        var answer = party.form()
                .formParam("scope", "openid")
                .formParam("login_hint", alice.number())
                .formParam("requested_expiry", one.path("expires_in").asInt())
                .formParam("client_notification_token", NOTIFICATION_TOKEN)
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(200)
                .extract();
        assertThat(answer.<Integer>path("expires_in"))
                .isEqualTo(one.path("expires_in").asInt());
        return answer.path("auth_req_id");
    }

    private void play(JsonNode step, Scene scene) throws Exception {
        if (step.path("poll").asBoolean()) {
            polls(step, scene);
        }
        switch (step.path("user").asText()) {
            case "approves" -> approvesIfItCan(step, scene);
            case "denies" -> phones.declines(scene.alice());
            default -> {}
        }
        if (step.has("notification")) {
            isNotified(step.path("notification"), scene);
        }
    }

    private static void polls(JsonNode step, Scene scene) {
        var answer = scene.party()
                .form()
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", step.path("auth_req_id").asText(scene.authReqId()))
                .post("/oauth/token")
                .then()
                .extract();
        assertThat(answer.<String>path("error")).isEqualTo(step.path("error").textValue());
        assertThat(answer.statusCode()).isEqualTo(step.path("http_status").asInt());
    }

    private void approvesIfItCan(JsonNode step, Scene scene) {
        if (step.path("at_second").asInt() < 120) {
            phones.approves(scene.alice());
        } else {
            List<ConsentChallenge> asked = phones.challenges(scene.alice().number());
            var opened = scene.alice().wallet().open(asked.get(0).ask().requestUri());
            if (opened instanceof Opened.Prompt prompt) {
                scene.alice().wallet().approve(prompt.prompt(), Selection.requiredOnly());
            }
        }
    }

    private static void isNotified(JsonNode expected, Scene scene) throws Exception {
        NotificationEndpoint.Call call = scene.endpoint().next();
        assertThat(call.authorization()).isEqualTo("Bearer " + NOTIFICATION_TOKEN);
        JsonNode body = Json.parse(call.body());
        for (JsonNode member : expected.path("body_members")) {
            assertThat(body.has(member.asText())).as(member.asText()).isTrue();
        }
        assertThat(body.path("auth_req_id").asText()).isEqualTo(scene.authReqId());
        if (expected.has("error")) {
            assertThat(body.path("error")).isEqualTo(expected.path("error"));
        }
        if (expected.has("id_token_claims")) {
            Map<String, Object> claims = SignedJWT.parse(body.path("id_token").asText())
                    .getJWTClaimsSet()
                    .getClaims();
            expected.path("id_token_claims").forEach(claim -> assertThat(claims).containsKey(claim.asText()));
        }
    }

    @Test
    void the_signed_request_of_the_fapi_ciba_profile_verifies_with_its_key() throws Exception {
        JsonNode vector = read("fapi-ciba-signed-request.json");
        SignedJWT request = SignedJWT.parse(vector.path("request").asText());
        JsonNode jwks = Json.object().set("keys", Json.object().putArray("keys").add(vector.path("public_key")));

        ClientKeySet keys = ClientKeySet.parse(jwks);

        assertThat(keys.forSignature(request.getHeader())).hasSize(1);
        ECPublicKey key = (ECPublicKey) keys.forSignature(request.getHeader()).get(0);
        assertThat(request.verify(new ECDSAVerifier(key))).isTrue();
    }
}
