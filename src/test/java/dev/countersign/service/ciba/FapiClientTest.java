package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.ciba.Answers.refusal;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be a client of the FAPI profile, and how it says who it is at both endpoints. */
@QuarkusTest
@TestProfile(BehindProxy.class)
class FapiClientTest {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Map<String, Object> PLAIN = Map.of("backchannel_token_delivery_mode", "poll");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    private RelyingParty party;

    @BeforeEach
    void a_client_of_the_profile() throws Exception {
        party = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);
    }

    /** An assertion as it should be (RFC 7523 3). */
    private JWTClaimsSet.Builder assertion() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(party.id())
                .subject(party.id())
                .audience(publicUrl.uri().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString());
    }

    private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm) throws Exception {
        SignedJWT jwt =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("rp").build(), claims);
        jwt.sign(new RSASSASigner(party.key()));
        return jwt.serialize();
    }

    private static RequestSpecification asserting(String assertion) {
        return given().formParam("client_assertion_type", ASSERTION_TYPE).formParam("client_assertion", assertion);
    }

    private String signedRequest() throws Exception {
        return party.signed(party.claims(party.request().loginHint("C-1")).build(), JWSAlgorithm.PS256, party.key())
                .getRequestJWT()
                .serialize();
    }

    private void assertRefusedAtTheBackchannel(RequestSpecification client) throws Exception {
        client.formParam("request", signedRequest())
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", equalTo("invalid_client"));
    }

    private static void assertRefusedAtTheTokenEndpoint(RequestSpecification client) {
        client.formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "x".repeat(43))
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void without_a_client_assertion_neither_endpoint_answers() throws Exception {
        assertRefusedAtTheBackchannel(given().formParam("client_id", party.id()));
        assertRefusedAtTheTokenEndpoint(given().formParam("client_id", party.id()));
    }

    @Test
    void an_assertion_without_its_type_or_with_another_is_refused_at_both_endpoints() throws Exception {
        for (UnaryOperator<RequestSpecification> type : List.<UnaryOperator<RequestSpecification>>of(
                form -> form,
                form -> form.formParam(
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"))) {
            assertRefusedAtTheBackchannel(type.apply(given().formParam("client_id", party.id())
                    .formParam("client_assertion", signed(assertion().build(), JWSAlgorithm.PS256))));
            assertRefusedAtTheTokenEndpoint(type.apply(given().formParam("client_id", party.id())
                    .formParam("client_assertion", signed(assertion().build(), JWSAlgorithm.PS256))));
        }
    }

    static Stream<Arguments> brokenAssertions() {
        return Stream.of(
                broken("no sub", claims -> claims.subject(null)),
                broken("the sub of another", claims -> claims.subject("somebody-else")),
                broken("no iss", claims -> claims.issuer(null)),
                broken("the iss of another", claims -> claims.issuer("somebody-else")),
                broken("no aud", claims -> claims.audience((String) null)),
                broken("for another server", claims -> claims.audience("https://other.example/oauth/token")),
                broken("no exp", claims -> claims.expirationTime(null)),
                broken(
                        "expired",
                        claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(300)))),
                broken("no jti, so that it could be replayed", claims -> claims.jwtID(null)));
    }

    private static Arguments broken(String name, UnaryOperator<JWTClaimsSet.Builder> breaking) {
        return Arguments.of(name, breaking);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAssertions")
    void an_assertion_that_is_not_as_it_should_be_is_refused_at_both_endpoints(
            String name, UnaryOperator<JWTClaimsSet.Builder> breaking) throws Exception {
        assertRefusedAtTheBackchannel(
                asserting(signed(breaking.apply(assertion()).build(), JWSAlgorithm.PS256)));
        assertRefusedAtTheTokenEndpoint(
                asserting(signed(breaking.apply(assertion()).build(), JWSAlgorithm.PS256)));
    }

    @Test
    void an_assertion_signed_with_rs256_is_refused_at_both_endpoints() throws Exception {
        assertRefusedAtTheBackchannel(asserting(signed(assertion().build(), JWSAlgorithm.RS256)));
        assertRefusedAtTheTokenEndpoint(asserting(signed(assertion().build(), JWSAlgorithm.RS256)));
    }

    @Test
    void an_assertion_with_the_algorithm_none_is_refused_at_both_endpoints() throws Exception {
        assertRefusedAtTheBackchannel(asserting(new PlainJWT(assertion().build()).serialize()));
        assertRefusedAtTheTokenEndpoint(asserting(new PlainJWT(assertion().build()).serialize()));
    }

    @Test
    void an_assertion_that_was_tampered_with_is_refused_at_both_endpoints() throws Exception {
        String good = signed(assertion().build(), JWSAlgorithm.PS256);
        String other = signed(assertion().build(), JWSAlgorithm.PS256);
        String spliced = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertRefusedAtTheBackchannel(asserting(spliced));
        assertRefusedAtTheTokenEndpoint(asserting(spliced));
    }

    @Test
    void an_assertion_that_was_used_at_one_endpoint_is_refused_at_the_other_as_replay() throws Exception {
        String assertion = signed(assertion().build(), JWSAlgorithm.PS256);

        asserting(assertion)
                .formParam("request", "e30.e30.e30")
                .post("/oauth/bc-authorize")
                .then()
                .statusCode(400);

        assertRefusedAtTheTokenEndpoint(asserting(assertion));
    }

    @Test
    void a_client_id_of_somebody_else_beside_an_assertion_is_a_mix_up_and_refused() throws Exception {
        RelyingParty other = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);

        assertRefusedAtTheBackchannel(
                asserting(signed(assertion().build(), JWSAlgorithm.PS256)).formParam("client_id", other.id()));
        assertRefusedAtTheTokenEndpoint(
                asserting(signed(assertion().build(), JWSAlgorithm.PS256)).formParam("client_id", other.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/oauth/token", "/oauth/bc-authorize"})
    void an_assertion_for_the_issuer_the_token_endpoint_or_the_backchannel_endpoint_is_good(String audience)
            throws Exception {
        asserting(signed(assertion().audience(publicUrl.uri() + audience).build(), JWSAlgorithm.PS256))
                .header("Client-Cert", RelyingParty.certificateHeader(party.identity()))
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", "x".repeat(43))
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void a_client_id_that_is_not_the_certificates_is_invalid_client_at_both_endpoints() throws Exception {
        party = RelyingParty.withCertificate(publicUrl, RelyingParty.FAPI);
        RelyingParty other = RelyingParty.withCertificate(publicUrl, RelyingParty.FAPI);
        String shown = RelyingParty.certificateHeader(party.identity());

        assertRefusedAtTheBackchannel(given().header("Client-Cert", shown).formParam("client_id", other.id()));
        assertRefusedAtTheTokenEndpoint(given().header("Client-Cert", shown).formParam("client_id", other.id()));
    }

    @Test
    void a_client_with_a_secret_is_not_registered_for_fapi() throws Exception {
        RelyingParty.withSecret(publicUrl, PLAIN).registers(RelyingParty.FAPI).statusCode(422);
    }

    @Test
    void a_client_whose_tokens_are_bound_to_nothing_is_not_registered_for_fapi() throws Exception {
        RelyingParty.withKey(publicUrl, PLAIN)
                .registers(RelyingParty.FAPI)
                .statusCode(422)
                .body(
                        "errors[0].detail",
                        equalTo("expected: a client whose access tokens are bound to its certificate"));
    }

    @Test
    void a_fapi_client_that_was_unbound_since_gets_no_tokens_and_may_not_ask_again() throws Exception {
        Alice alice = Alice.enrolled();
        AuthRequestID request = party.asksSigned(alice.number());
        phones.approves(alice);
        as("staff:root", "admin")
                .contentType("application/json")
                .body(Map.of("tls_client_certificate_bound_access_tokens", false))
                .patch("/api/v1/clients/" + party.id())
                .then()
                .statusCode(200);

        assertThat(party.pollsForError(request)).isEqualTo("unauthorized_client");
        assertThat(refusal(party.sendsSigned(party.claims(party.request().loginHint(alice.number()))))
                        .getCode())
                .isEqualTo("unauthorized_client");
        assertThat(phones.challenges(alice.number())).hasSize(1);
    }
}
