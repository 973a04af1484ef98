package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each module of the OpenID Foundation's plan {@code fapi-ciba-id1} demands; docs/integration/ciba.md has the table. */
@QuarkusTest
@TestProfile(FapiCibaTest.BehindProxy.class)
class FapiCibaTest {
    private static final Map<String, Object> FAPI = Map.of(
            "backchannel_token_delivery_mode",
            "poll",
            "profile",
            "fapi",
            "binding_message_required",
            false,
            "backchannel_authentication_request_signing_alg",
            "PS256");
    private static final String BAD_MESSAGE =
            "1234 \uD83D\uDC4D\uD83C\uDFFF 品川 Lorem ipsum dolor sit amet, ".concat("consectetur ".repeat(30));

    /** A node that believes certificates that a proxy on this machine tells. */
    public static final class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("countersign.mtls.proxy.addresses", "127.0.0.1");
        }
    }

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    private static ErrorObject refusal(CIBAResponse response) {
        assertThat(response.indicatesSuccess()).isFalse();
        ErrorObject error = response.toErrorResponse().getErrorObject();
        // RFC 6749 5.2: what a description may hold.
        assertThat(error.getDescription()).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        return error;
    }

    private static void assertInvalid(CIBAResponse response) {
        ErrorObject error = refusal(response);
        assertThat(error.getCode()).isEqualTo("invalid_request");
        assertThat(error.getHTTPStatusCode()).isEqualTo(400);
    }

    private static AuthRequestID accepted(CIBAResponse response) {
        assertThat(response.indicatesSuccess())
                .as(() -> response.toErrorResponse().getErrorObject().toString())
                .isTrue();
        AuthRequestID id = response.toRequestAcknowledgement().getAuthRequestID();
        assertThat(id.getValue()).matches("[A-Za-z0-9._-]{43}");
        return id;
    }

    private RelyingParty party() throws Exception {
        return RelyingParty.withKey(publicUrl, FAPI);
    }

    @Test
    void two_clients_authenticate_a_customer_with_acr_expiry_and_media_type_and_neither_reuses_its_request()
            throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty first = party();
        RelyingParty second = party();

        AuthRequestID one =
                accepted(first.sendsSigned(first.claims(first.request().loginHint(alice.number()))));
        phones.approves(alice);
        OIDCTokenResponse tokens = first.collects(one);
        assertThat(first.verifies(tokens)).isNotNull();
        ACR acr = second.provider().getACRs().get(0);
        AuthRequestID two = accepted(second.sendsSigned(second.claims(second.request()
                .loginHint(alice.number())
                .acrValues(List.of(acr))
                .requestedExpiry(300))));
        phones.approves(alice);

        OIDCTokenResponse others = second.collects(two);
        assertThat(second.verifies(others).getACR()).isEqualTo(acr);
        assertThat(others.getOIDCTokens().getBearerAccessToken().getScope().toString())
                .isEqualTo("openid");
        assertThat(second.pollsForError(two)).isEqualTo("invalid_grant");
        assertThat(first.pollsForError(two)).isEqualTo("invalid_grant");
    }

    @Test
    void the_resource_answers_any_accept_header_and_returns_the_interaction_id() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);
        String token = party.collects(request).getOIDCTokens().getAccessToken().getValue();
        String interaction = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";

        for (String accept : List.of("application/json", "application/json, */*;q=0.1", "*/*")) {
            given().header("Authorization", "Bearer " + token)
                    .header("Client-Cert", party.certificateHeader().orElseThrow())
                    .header("Accept", accept)
                    .header("x-fapi-interaction-id", interaction)
                    .get("/oauth/userinfo")
                    .then()
                    .statusCode(200)
                    .header("x-fapi-interaction-id", equalTo(interaction))
                    .header("Date", matchesPattern(".+GMT"));
        }
        given().queryParam("access_token", token).get("/oauth/userinfo").then().statusCode(401);
    }

    @Test
    void a_client_that_polls_twice_in_a_second_is_told_to_slow_down() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));

        assertThat(party.pollsForError(request)).isEqualTo("authorization_pending");
        assertThat(party.pollsForError(request)).isEqualTo("slow_down");
        assertThat(party.pollsForError(request)).isEqualTo("slow_down");
    }

    @Test
    void a_rejection_by_the_customer_is_access_denied() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));

        phones.declines(alice);

        assertThat(party.pollsForError(request)).isEqualTo("access_denied");
    }

    @Test
    void a_signed_binding_message_reaches_the_phone_in_any_script() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();

        accepted(party.sendsSigned(
                party.claims(party.request().loginHint(alice.number()).bindingMessage("1234 \uD83D\uDC4D 品川"))));

        assertThat(phones.prompt(alice).context().bindingMessage().orElseThrow().text())
                .isEqualTo("1234 \uD83D\uDC4D 品川");
    }

    @Test
    void a_binding_message_that_the_phone_cannot_show_is_invalid_binding_message() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();

        ErrorObject error = refusal(party.sendsSigned(
                party.claims(party.request().loginHint(alice.number()).bindingMessage(BAD_MESSAGE))));

        assertThat(error.getCode()).isEqualTo("invalid_binding_message");
    }

    @Test
    void scopes_come_in_any_order_and_unknown_ones_are_passed_over() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();

        accepted(party.sendsSigned(
                party.claims(party.request().loginHint(alice.number())).claim("scope", "accounts openid")));
    }

    @Test
    void a_requested_expiry_is_read_as_a_text_and_as_a_number() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();

        CIBAResponse text = party.sendsSigned(
                party.claims(party.request().loginHint(alice.number())).claim("requested_expiry", "30"));
        CIBAResponse number = party.sendsSigned(
                party.claims(party.request().loginHint(alice.number())).claim("requested_expiry", 30));

        assertThat(text.toRequestAcknowledgement().getExpiresIn()).isEqualTo(30);
        assertThat(number.toRequestAcknowledgement().getExpiresIn()).isEqualTo(30);
    }

    @Test
    void a_requested_expiry_beyond_what_the_purpose_allows_is_cut() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();

        CIBAResponse response = party.sendsSigned(
                party.claims(party.request().loginHint(alice.number()).requestedExpiry(86_400)));

        assertThat(response.toRequestAcknowledgement().getExpiresIn()).isEqualTo(120);
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    static Stream<Arguments> brokenRequests() {
        return Stream.of(
                broken("missing aud", claims -> claims.audience((String) null)),
                broken("bad aud", claims -> claims.audience("https://other.example")),
                broken("missing iss", claims -> claims.issuer(null)),
                broken("bad iss", claims -> claims.issuer("somebody-else")),
                broken("missing exp", claims -> claims.expirationTime(null)),
                broken("expired", claims -> claims.expirationTime(in(Duration.ofMinutes(-5)))),
                broken("exp in 70 minutes", claims -> claims.expirationTime(in(Duration.ofMinutes(70)))),
                broken("missing iat", claims -> claims.issueTime(null)),
                broken("missing nbf", claims -> claims.notBeforeTime(null)),
                broken("nbf in 10 minutes", claims -> claims.notBeforeTime(in(Duration.ofMinutes(10)))
                        .expirationTime(in(Duration.ofMinutes(15)))),
                broken("nbf 70 minutes ago", claims -> claims.notBeforeTime(in(Duration.ofMinutes(-70)))),
                broken("missing jti", claims -> claims.jwtID(null)),
                broken("a request in the request", claims -> claims.claim("request", "e30.e30.e30")),
                broken("multiple hints", claims -> claims.claim("id_token_hint", "e30.e30.e30")),
                broken("no hint", claims -> claims.claim("login_hint", null)),
                broken("expiry of nothing", claims -> claims.claim("requested_expiry", 0)),
                broken("expiry in the past", claims -> claims.claim("requested_expiry", -1)));
    }

    private static Arguments broken(String name, UnaryOperator<JWTClaimsSet.Builder> breaking) {
        return Arguments.of(name, breaking);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRequests")
    void a_signed_request_that_is_not_as_it_should_be_is_refused(
            String name, UnaryOperator<JWTClaimsSet.Builder> breaking) throws Exception {
        RelyingParty party = party();

        assertInvalid(
                party.sendsSigned(breaking.apply(party.claims(party.request().loginHint("C-1")))));
    }

    @Test
    void an_unsigned_request_of_a_client_that_signs_is_refused() throws Exception {
        RelyingParty party = party();

        assertInvalid(party.send(party.request().loginHint("C-1").build()));
    }

    @Test
    void a_request_signed_with_rs256_is_refused_as_too_weak() throws Exception {
        RelyingParty party = party();
        JWTClaimsSet claims = party.claims(party.request().loginHint("C-1")).build();

        assertInvalid(party.send(party.signed(claims, JWSAlgorithm.RS256, party.key())));
    }

    @Test
    void a_request_with_the_algorithm_none_is_refused() throws Exception {
        RelyingParty party = party();
        JWTClaimsSet claims = party.claims(party.request().loginHint("C-1")).build();

        by(party)
                .formParam("request", new PlainJWT(claims).serialize())
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void a_request_signed_by_another_client_is_refused() throws Exception {
        RelyingParty party = party();
        RelyingParty other = party();
        JWTClaimsSet claims = party.claims(party.request().loginHint("C-1")).build();

        assertInvalid(party.send(party.signed(claims, JWSAlgorithm.PS256, other.key())));
    }

    @Test
    void a_copied_signed_request_is_refused_as_replay() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        JWTClaimsSet claims =
                party.claims(party.request().loginHint(alice.number())).build();
        accepted(party.send(party.signed(claims, JWSAlgorithm.PS256, party.key())));

        assertInvalid(party.send(party.signed(claims, JWSAlgorithm.PS256, party.key())));
    }

    @Test
    void a_parameter_put_beside_a_signed_request_is_refused() throws Exception {
        RelyingParty party = party();
        CIBARequest request =
                party.signed(party.claims(party.request().loginHint("C-1")).build(), JWSAlgorithm.PS256, party.key());

        by(party)
                .formParam("request", request.getRequestJWT().serialize())
                .formParam("binding_message", "not signed")
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void a_client_assertion_does_not_pass_for_a_request() throws Exception {
        RelyingParty party = party();
        Map<String, List<String>> assertion = ((PrivateKeyJWT) party.authentication()).toParameters();

        by(party)
                .formParam("request", assertion.get("client_assertion").get(0))
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    /** A request authenticated by a fresh assertion, of which the rest is ours to say. */
    private static RequestSpecification by(RelyingParty party) {
        RequestSpecification request = given();
        ((PrivateKeyJWT) party.authentication())
                .toParameters()
                .forEach((name, values) -> request.formParam(name, values.get(0)));
        return request;
    }

    @Test
    void without_a_client_assertion_neither_endpoint_answers() throws Exception {
        RelyingParty party = party();
        String request = party.signed(
                        party.claims(party.request().loginHint("C-1")).build(), JWSAlgorithm.PS256, party.key())
                .getRequestJWT()
                .serialize();

        given().formParam("client_id", party.id())
                .formParam("request", request)
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().formParam("client_id", party.id())
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "x".repeat(43))
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    private static String assertion(RelyingParty party, JWSAlgorithm algorithm, String audience) throws Exception {
        return new PrivateKeyJWT(
                        new ClientID(party.id()),
                        URI.create(audience),
                        algorithm,
                        party.key().toPrivateKey(),
                        "rp",
                        null)
                .getClientAssertion()
                .serialize();
    }

    private static RequestSpecification asserting(String assertion) {
        return given().formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .formParam("client_assertion", assertion);
    }

    @Test
    void an_assertion_signed_with_rs256_is_refused_at_both_endpoints() throws Exception {
        RelyingParty party = party();
        String issuer = publicUrl.uri().toString();

        asserting(assertion(party, JWSAlgorithm.RS256, issuer))
                .formParam("request", "e30.e30.e30")
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        asserting(assertion(party, JWSAlgorithm.RS256, issuer))
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "x".repeat(43))
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void an_assertion_for_the_issuer_the_token_endpoint_or_the_backchannel_endpoint_is_good() throws Exception {
        RelyingParty party = party();

        for (String audience : List.of("", "/oauth/token", "/oauth/bc-authorize")) {
            asserting(assertion(party, JWSAlgorithm.PS256, publicUrl.uri() + audience))
                    .header("Client-Cert", party.certificateHeader().orElseThrow())
                    .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                    .formParam("auth_req_id", "x".repeat(43))
                    .post("/oauth/token")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("invalid_grant"));
        }
    }

    @Test
    void no_refresh_token_is_offered() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);

        assertThat(party.collects(request).getOIDCTokens().getRefreshToken()).isNull();
        assertThat(party.provider().getGrantTypes().toString()).doesNotContain("refresh_token");
    }

    @Test
    void without_the_exception_a_fapi_request_needs_a_binding_message_or_details() throws Exception {
        RelyingParty party = party();
        party.registers(Map.of("backchannel_token_delivery_mode", "poll", "profile", "fapi"))
                .statusCode(200)
                .body("binding_message_required", equalTo(true));

        assertInvalid(party.sendsSigned(party.claims(party.request().loginHint("C-1"))));
    }

    @Test
    void a_client_with_a_secret_is_not_registered_for_fapi() throws Exception {
        RelyingParty.withSecret(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"))
                .registers(FAPI)
                .statusCode(422);
    }

    @Test
    void a_request_signed_with_another_algorithm_than_the_one_registered_is_refused() throws Exception {
        RelyingParty party = party();
        party.registers(Map.of(
                        "backchannel_token_delivery_mode",
                        "poll",
                        "backchannel_authentication_request_signing_alg",
                        "ES256"))
                .statusCode(200);

        assertInvalid(party.sendsSigned(party.claims(party.request().loginHint("C-1"))));
    }

    @Test
    void a_key_that_the_client_has_not_registered_opens_nothing() throws Exception {
        RelyingParty party = party();
        RSAKey attacker = new RSAKeyGenerator(2048).keyID("rp").generate();
        JWTClaimsSet claims = party.claims(party.request().loginHint("C-1")).build();

        assertInvalid(party.send(party.signed(claims, JWSAlgorithm.PS256, attacker)));
    }

    @Test
    void a_client_that_authenticates_by_certificate_goes_the_same_way() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withCertificate(publicUrl, FAPI);

        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);
        OIDCTokenResponse tokens = party.collects(request);

        assertThat(party.verifies(tokens)).isNotNull();
        assertThat(party.userInfo(tokens.getOIDCTokens().getAccessToken().getValue())
                        .indicatesSuccess())
                .isTrue();
    }

    @Test
    void tokens_are_not_given_to_who_shows_no_certificate_and_wait_for_who_does() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);

        by(party)
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", request.getValue())
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));

        assertThat(party.collects(request)).isNotNull();
    }

    @Test
    void a_stolen_access_token_is_worth_nothing_with_another_certificate_or_none() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        RelyingParty thief = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);
        String token = party.collects(request).getOIDCTokens().getAccessToken().getValue();

        assertThat(party.userInfo(token).indicatesSuccess()).isTrue();
        assertThat(thief.userInfo(token).indicatesSuccess()).isFalse();
        given().header("Authorization", "Bearer " + token)
                .get("/oauth/userinfo")
                .then()
                .statusCode(401);
    }

    @Test
    void a_client_id_that_is_not_the_certificates_is_invalid_client_at_both_endpoints() throws Exception {
        RelyingParty party = RelyingParty.withCertificate(publicUrl, FAPI);
        RelyingParty other = RelyingParty.withCertificate(publicUrl, FAPI);
        String request = party.signed(
                        party.claims(party.request().loginHint("C-1")).build(), JWSAlgorithm.PS256, party.key())
                .getRequestJWT()
                .serialize();

        given().header("Client-Cert", party.certificateHeader().orElseThrow())
                .formParam("client_id", other.id())
                .formParam("request", request)
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().header("Client-Cert", party.certificateHeader().orElseThrow())
                .formParam("client_id", other.id())
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "x".repeat(43))
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void a_client_whose_tokens_are_bound_to_nothing_is_not_registered_for_fapi() throws Exception {
        RelyingParty.withKey(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"))
                .registers(FAPI)
                .statusCode(422)
                .body(
                        "errors[0].detail",
                        equalTo("expected: a client whose access tokens are bound to its certificate"));
    }

    @Test
    void a_fapi_client_that_was_unbound_since_gets_no_tokens() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = party();
        AuthRequestID request =
                accepted(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))));
        phones.approves(alice);
        as("staff:root", "admin")
                .contentType("application/json")
                .body(Map.of("tls_client_certificate_bound_access_tokens", false))
                .patch("/api/v1/clients/" + party.id())
                .then()
                .statusCode(200);

        assertThat(party.pollsForError(request)).isEqualTo("unauthorized_client");
    }
}
