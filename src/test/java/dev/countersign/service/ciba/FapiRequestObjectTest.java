package dev.countersign.service.ciba;

import static dev.countersign.service.ciba.Answers.accepted;
import static dev.countersign.service.ciba.Answers.assertInvalid;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed authentication requests (OpenID CIBA Core 1.0 section 7.1.1, FAPI-CIBA): forged, changed, copied, stretched. */
@QuarkusTest
@TestProfile(BehindProxy.class)
class FapiRequestObjectTest {
    @Inject
    PublicUrl publicUrl;

    private RelyingParty party;

    @BeforeEach
    void a_client_of_the_profile() throws Exception {
        party = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);
    }

    private JWTClaimsSet.Builder claims() throws Exception {
        return party.claims(party.request().loginHint("C-1"));
    }

    private CIBARequest signed(JWSAlgorithm algorithm, RSAKey signer) throws Exception {
        return party.signed(claims().build(), algorithm, signer);
    }

    private static void assertInvalidForm(RequestSpecification form) {
        form.post("/oauth/bc-authorize").then().statusCode(400).body("error", equalTo("invalid_request"));
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
                broken("another client_id", claims -> claims.claim("client_id", "somebody-else")),
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
        assertInvalid(party.sendsSigned(breaking.apply(claims())));
    }

    @Test
    void a_request_that_would_pass_for_a_client_assertion_too_is_refused() throws Exception {
        assertInvalid(party.sendsSigned(claims().subject(party.id())));
    }

    @Test
    void a_client_assertion_does_not_pass_for_a_request() throws Exception {
        String assertion =
                ((PrivateKeyJWT) party.authentication()).getClientAssertion().serialize();

        assertInvalidForm(party.form().formParam("request", assertion));
    }

    @Test
    void an_unsigned_request_of_a_client_that_signs_is_refused() throws Exception {
        assertInvalid(party.send(party.request().loginHint("C-1").build()));
    }

    @Test
    void a_request_with_the_algorithm_none_is_refused() throws Exception {
        assertInvalidForm(party.form().formParam("request", new PlainJWT(claims().build()).serialize()));
    }

    @Test
    void a_request_signed_with_rs256_is_refused_as_too_weak() throws Exception {
        assertInvalid(party.send(signed(JWSAlgorithm.RS256, party.key())));
    }

    @Test
    void a_request_signed_with_another_algorithm_than_the_one_registered_is_refused() throws Exception {
        party.registers(Map.of(
                        "backchannel_token_delivery_mode",
                        "poll",
                        "backchannel_authentication_request_signing_alg",
                        "ES256"))
                .statusCode(200);

        assertInvalid(party.send(signed(JWSAlgorithm.PS256, party.key())));
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering("a bit of the signature", (jwt, other) -> {
                    byte[] signature = jwt.getSignature().decode();
                    signature[signature.length / 2] ^= 1;
                    return spliced(jwt, jwt, Base64URL.encode(signature));
                }),
                tampering("no signature", (jwt, other) -> spliced(jwt, jwt, new Base64URL(""))),
                tampering("another payload", (jwt, other) -> spliced(jwt, other, jwt.getSignature())),
                tampering("another's signature", (jwt, other) -> spliced(jwt, jwt, other.getSignature())));
    }

    private static Arguments tampering(String name, BiFunction<SignedJWT, SignedJWT, String> tampering) {
        return Arguments.of(name, tampering);
    }

    private static String spliced(SignedJWT header, SignedJWT payload, Base64URL signature) {
        return header.getHeader().toBase64URL() + "." + payload.getPayload().toBase64URL() + "." + signature;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void a_request_that_was_tampered_with_on_its_way_is_refused(
            String name, BiFunction<SignedJWT, SignedJWT, String> tampering) throws Exception {
        SignedJWT request = signed(JWSAlgorithm.PS256, party.key()).getRequestJWT();
        SignedJWT other = signed(JWSAlgorithm.PS256, party.key()).getRequestJWT();

        assertInvalidForm(party.form().formParam("request", tampering.apply(request, other)));
    }

    @Test
    void a_request_signed_by_another_client_is_refused() throws Exception {
        RelyingParty other = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);

        assertInvalid(party.send(signed(JWSAlgorithm.PS256, other.key())));
    }

    @Test
    void a_key_that_the_client_has_not_registered_opens_nothing() throws Exception {
        RSAKey attacker = new RSAKeyGenerator(2048).keyID("rp").generate();

        assertInvalid(party.send(signed(JWSAlgorithm.PS256, attacker)));
    }

    @Test
    void a_copied_signed_request_is_refused_as_replay() throws Exception {
        JWTClaimsSet claims = party.claims(
                        party.request().loginHint(Alice.enrolled().number()))
                .build();
        accepted(party.send(party.signed(claims, JWSAlgorithm.PS256, party.key())));

        assertInvalid(party.send(party.signed(claims, JWSAlgorithm.PS256, party.key())));
    }

    @Test
    void a_parameter_put_beside_a_signed_request_is_refused() throws Exception {
        String request = signed(JWSAlgorithm.PS256, party.key()).getRequestJWT().serialize();

        assertInvalidForm(party.form().formParam("request", request).formParam("binding_message", "not signed"));
    }
}
