package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenTest {
    @Inject
    TestAccess access;

    @Inject
    AccessTokens tokens;

    @Inject
    AdministerClients clients;

    @Inject
    OrganisationKeys keys;

    @Inject
    PublicUrl publicUrl;

    private static ValidatableResponse withAssertion(String assertion) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .formParam("client_assertion", assertion)
                .post("/oauth/token")
                .then();
    }

    private String clientWithKey(KeyPair key) {
        return access.newClient(
                ClientProof.byKeys(ClientKeySet.parse(new JwkSet(List.of(PublicJwk.of(key.getPublic()))).toJson())),
                "customers");
    }

    private String assertion(String client, KeyPair key, String audience) throws Exception {
        return new PrivateKeyJWT(
                        new ClientID(client),
                        java.net.URI.create(audience),
                        JWSAlgorithm.ES256,
                        key.getPrivate(),
                        null,
                        null)
                .getClientAssertion()
                .serialize();
    }

    private void assertOpensNothing(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/api/v1/staff")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void a_machine_gets_a_token_by_its_secret_in_the_header_or_in_the_form() {
        var client = access.newClient("customers", "interactions");

        assertThat(access.token(client)).isNotBlank();
        given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client.id())
                .formParam("client_secret", client.secret())
                .formParam("scope", "customers")
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("token_type", equalTo("Bearer"))
                .body("scope", equalTo("customers"));
    }

    @Test
    void a_wrong_secret_is_refused_in_the_oauth_form() {
        var client = access.newClient("customers");

        given().auth()
                .preemptive()
                .basic(client.id(), "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic"))
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void a_scope_that_the_client_was_not_given_is_refused() {
        var client = access.newClient("customers");

        given().auth()
                .preemptive()
                .basic(client.id(), client.secret())
                .formParam("grant_type", "client_credentials")
                .formParam("scope", "customers admin")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
    }

    @Test
    void a_parameter_that_occurs_twice_is_refused() {
        given().formParam("grant_type", "client_credentials", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void an_unknown_grant_type_is_refused() {
        given().formParam("grant_type", "password")
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void a_machine_that_signs_gets_a_token_and_a_copied_assertion_is_refused_as_replay() throws Exception {
        KeyPair key = Keys.generate(SignatureAlgorithm.ES256);
        String assertion = assertion(
                clientWithKey(key), key, publicUrl.resolve("/oauth/token").toString());

        withAssertion(assertion).statusCode(200);
        withAssertion(assertion).statusCode(401).body("error", equalTo("invalid_client"));
    }

    private String clientWithRsaKey(RSAKey key) {
        return access.newClient(
                ClientProof.byKeys(ClientKeySet.parse(Json.parse(new JWKSet(key.toPublicJWK()).toString()))),
                "customers");
    }

    private String rsaAssertion(String client, RSAKey key, JWSAlgorithm algorithm) throws Exception {
        return new PrivateKeyJWT(
                        new ClientID(client), publicUrl.uri(), algorithm, key.toPrivateKey(), key.getKeyID(), null)
                .getClientAssertion()
                .serialize();
    }

    @Test
    void a_machine_with_an_rsa_key_signs_with_ps256_and_rs256_is_refused_as_too_weak() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("one").generate();
        String client = clientWithRsaKey(key);

        withAssertion(rsaAssertion(client, key, JWSAlgorithm.PS256)).statusCode(200);
        withAssertion(rsaAssertion(client, key, JWSAlgorithm.RS256))
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void a_private_key_in_the_place_of_a_public_one_is_not_taken() throws Exception {
        String jwks = new JWKSet(new RSAKeyGenerator(2048).generate()).toString(false);

        access.staff("admin")
                .contentType("application/json")
                .body("{\"name\":\"Leaks\",\"scopes\":[\"customers\"],\"jwks\":" + jwks + "}")
                .post("/api/v1/clients")
                .then()
                .statusCode(400);
    }

    @Test
    void an_assertion_made_for_another_server_is_refused() throws Exception {
        KeyPair key = Keys.generate(SignatureAlgorithm.ES256);

        withAssertion(assertion(clientWithKey(key), key, "https://other.example/token"))
                .statusCode(401);
    }

    @Test
    void an_assertion_signed_by_another_key_is_refused() throws Exception {
        String client = clientWithKey(Keys.generate(SignatureAlgorithm.ES256));
        KeyPair attacker = Keys.generate(SignatureAlgorithm.ES256);

        withAssertion(assertion(
                        client, attacker, publicUrl.resolve("/oauth/token").toString()))
                .statusCode(401);
    }

    @Test
    void a_suspended_client_gets_no_token() {
        var client = access.newClient("customers");
        MachineClient known = clients.find(client.id());
        clients.change(
                new MachineClient(known.id(), known.name(), known.scopes(), AccountState.SUSPENDED, known.proof()));

        given().auth()
                .preemptive()
                .basic(client.id(), client.secret())
                .formParam("grant_type", "client_credentials")
                .post("/oauth/token")
                .then()
                .statusCode(401);
    }

    @Test
    void a_token_without_the_scope_is_forbidden() {
        access.machine("customers").get("/api/v1/staff").then().statusCode(403);
    }

    @Test
    void a_token_for_another_resource_opens_nothing() {
        assertOpensNothing(tokens.issue(new AccessTokens.Claims(
                "mallory",
                "mallory",
                publicUrl.resolve("/openid4vci").toString(),
                Set.of("admin"),
                Duration.ofMinutes(1),
                Json.object())));
    }

    @Test
    void a_token_that_has_expired_opens_nothing() {
        assertOpensNothing(tokens.issue(new AccessTokens.Claims(
                "mallory", "mallory", tokens.apiAudience(), Set.of("admin"), Duration.ZERO, Json.object())));
    }

    @Test
    void another_jwt_signed_by_us_does_not_pass_for_an_access_token() {
        var header = Json.object()
                .put("typ", "countersign-receipt+jwt")
                .put("kid", keys.publicKey(KeyUse.TOKEN).keyId().orElseThrow());
        var payload = Json.object()
                .put("iss", publicUrl.uri().toString())
                .put("aud", tokens.apiAudience())
                .put("scope", "admin")
                .put("exp", 99_999_999_999L);

        assertOpensNothing(
                Jws.sign(header, Json.print(payload), keys.signer(KeyUse.TOKEN)).compact());
    }

    @Test
    void a_token_signed_by_an_attacker_with_our_key_id_opens_nothing() {
        var header = Json.object()
                .put("typ", "at+jwt")
                .put("kid", keys.publicKey(KeyUse.TOKEN).keyId().orElseThrow());
        var payload = Json.object()
                .put("iss", publicUrl.uri().toString())
                .put("aud", tokens.apiAudience())
                .put("scope", "admin")
                .put("exp", 99_999_999_999L);
        JwsSigner attacker = JwsSigner.of(Keys.generate(SignatureAlgorithm.ES256));

        assertOpensNothing(Jws.sign(header, Json.print(payload), attacker).compact());
    }

    @Test
    void rubbish_in_place_of_a_token_opens_nothing() {
        assertOpensNothing("a.b.c");
        assertOpensNothing("x".repeat(8_000));
    }

    @Test
    void our_tokens_verify_with_the_published_keys() {
        String token = access.token(access.newClient("ledger"));
        byte[] published =
                given().get("/oauth/jwks").then().statusCode(200).extract().asByteArray();
        Jws jws = Jws.parse(token);
        PublicJwk key = JwkSet.parse(Json.parse(published))
                .find(jws.keyId().orElseThrow())
                .orElseThrow();

        assertThat(jws.verify(key.toPublicKey(), Set.of(SignatureAlgorithm.ES256)))
                .isInstanceOf(Verification.Verified.class);
    }
}
