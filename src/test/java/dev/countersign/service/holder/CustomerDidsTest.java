package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.Did;
import dev.countersign.did.DidKey;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CustomerDidsTest {
    @Inject
    Bank bank;

    @Inject
    CustomerDids dids;

    @Inject
    Customers customers;

    @Inject
    EntityManager database;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    private final KeyPair pair = Keys.generate(SignatureAlgorithm.ES256);
    private final Did did = DidKey.of(pair.getPublic());
    private String number;
    private String path;

    @BeforeEach
    void a_customer() {
        number = bank.customer();
        path = "/api/v1/customers/" + number + "/dids";
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureAlgorithm.class,
            names = {"ES256", "ES384", "EDDSA"})
    void a_customer_who_signs_the_challenge_with_the_dids_key_controls_it(SignatureAlgorithm algorithm) {
        KeyPair theirs = Keys.generate(algorithm);
        Did own = DidKey.of(theirs.getPublic());
        JsonPath claim = claim(own);
        list().statusCode();
        prove(claim, proof(theirs, own, claim, claims -> {}))
                .then()
                .statusCode(200)
                .body("did", equalTo(own.toString()))
                .body("state", equalTo("verified"))
                .body("verified_at", notNullValue());
        list().then()
                .body("items.size()", equalTo(1))
                .body("items[0].state", equalTo("verified"))
                .body("next_cursor", nullValue());
        bank.request().body(body("did", own.toString())).post(path).then().statusCode(409);
    }

    @Test
    void a_challenge_is_answered_once_and_a_new_one_voids_the_old() {
        JsonPath first = claim(did);
        JsonPath second = claim(did);
        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        rejected(prove(first, proof(pair, did, first, claims -> {})), "wrong-nonce");
        String good = proof(pair, did, second, claims -> {});
        prove(second, good).then().statusCode(200);
        rejected(prove(second, good), "wrong-nonce");
    }

    @Test
    void an_expired_challenge_is_refused_from_its_last_instant_on() {
        CustomerId customer =
                customers.find(new CustomerNumber(number)).orElseThrow().id();
        CustomerDid waiting = dids.await(customer, did, new DidChallenge("n".repeat(43), clock.instant()))
                .orElseThrow();
        DidControl.Proven proof = new DidControl.Proven(clock.instant(), "key", Set.of("key"), clock.instant());
        assertThat(dids.prove(waiting, "n".repeat(43), proof)).isFalse();
    }

    @Test
    void the_proof_of_an_attacker_with_another_key_is_rejected() {
        JsonPath claim = claim(did);
        KeyPair attackers = Keys.generate(SignatureAlgorithm.ES256);
        rejected(prove(claim, proof(attackers, did, claim, claims -> {})), "signature-invalid");
        Did attackersDid = DidKey.of(attackers.getPublic());
        rejected(prove(claim, proof(attackers, attackersDid, claim, claims -> {})), "issuer-key-unknown");
    }

    @Test
    void a_proof_made_for_somebody_else_another_challenge_or_another_did_is_rejected() {
        JsonPath claim = claim(did);
        rejected(
                prove(claim, proof(pair, did, claim, claims -> claims.put("aud", "https://phisher.example"))),
                "wrong-audience");
        rejected(prove(claim, proof(pair, did, claim, claims -> claims.put("nonce", "x".repeat(43)))), "wrong-nonce");
        rejected(
                prove(claim, proof(pair, did, claim, claims -> claims.put("iss", "did:web:bank.example"))),
                "claim-invalid");
        rejected(prove(claim, proof(pair, did, claim, claims -> claims.remove("nonce"))), "malformed");
    }

    @Test
    void a_stale_proof_or_one_from_the_future_is_rejected() {
        JsonPath claim = claim(did);
        for (Duration off : List.of(Duration.ofMinutes(-5), Duration.ofSeconds(75))) {
            long issuedAt = clock.instant().plus(off).getEpochSecond();
            rejected(prove(claim, proof(pair, did, claim, claims -> claims.put("iat", issuedAt))), "stale");
        }
    }

    @Test
    void a_host_that_does_not_answer_proves_nothing_and_accuses_nobody() {
        Did unreachable = Did.parse("did:web:localhost%3A1");
        JsonPath claim = claim(unreachable);
        ObjectNode header = header(unreachable + "#key-1");
        String jwt = Jws.sign(header, Json.print(claims(unreachable, claim)), JwsSigner.of(pair))
                .compact();
        prove(claim, jwt)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("reason", equalTo("did-document"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "did", "did:", "did:web:", "https://bank.example", "did:WEB:bank.example", "did:web:a b"})
    void what_is_no_did_is_pointed_at(String text) {
        bank.request()
                .body(body("did", text))
                .post(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/did"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c", "e30.e30.AA"})
    void what_is_no_proof_is_pointed_at(String jwt) {
        JsonPath claim = claim(did);
        prove(claim, jwt).then().statusCode(400).body("errors[0].pointer", equalTo("/jwt"));
    }

    @Test
    void another_kind_of_signature_by_the_same_key_does_not_pass_for_a_proof() {
        JsonPath claim = claim(did);
        ObjectNode header = header(DidKey.methodOf(did).toString()).put("typ", "kb+jwt");
        String jwt = Jws.sign(header, Json.print(claims(did, claim)), JwsSigner.of(pair))
                .compact();
        prove(claim, jwt).then().statusCode(400);
    }

    @Test
    void the_did_of_another_customer_is_not_found() {
        JsonPath claim = claim(did);
        String others = "/api/v1/customers/" + bank.customer() + "/dids/" + claim.getString("id");
        bank.request()
                .body(body("jwt", proof(pair, did, claim, claims -> {})))
                .post(others + "/proof")
                .then()
                .statusCode(404);
        bank.request().delete(others).then().statusCode(404);
    }

    @Test
    void a_did_is_removed_and_cannot_be_read_in_the_database() {
        JsonPath claim = claim(did);
        String rows = QuarkusTransaction.requiringNew()
                .call(() -> database.createNativeQuery("select d::text from holder_did d where id = :id", String.class)
                        .setParameter("id", claim.getString("id"))
                        .getSingleResult()
                        .toString());
        assertThat(rows).doesNotContain(did.id(), claim.getString("proof_challenge"));
        bank.request().delete(path + "/" + claim.getString("id")).then().statusCode(204);
        list().then().body("items.size()", equalTo(0));
    }

    @Test
    void lists_come_in_pages() {
        for (int i = 0; i < 3; i++) {
            claim(DidKey.of(Keys.generate(SignatureAlgorithm.ES256).getPublic()));
        }
        JsonPath first = bank.request().get(path + "?limit=2").jsonPath();
        assertThat(first.getList("items")).hasSize(2);
        JsonPath second = bank.request()
                .get(path + "?limit=2&cursor=" + first.getString("next_cursor"))
                .jsonPath();
        assertThat(second.getList("items")).hasSize(1);
        bank.request().get(path + "?limit=0").then().statusCode(400);
        bank.request().get(path + "?cursor=***").then().statusCode(400);
    }

    @Test
    void an_agent_may_look_and_not_touch() {
        TestSignIn.as("staff:alice", "agent").get(path).then().statusCode(200);
        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .body(body("did", did.toString()))
                .post(path)
                .then()
                .statusCode(403);
    }

    private static void rejected(Response answer, String reason) {
        answer.then().statusCode(422).body("reason", equalTo(reason));
    }

    private JsonPath claim(Did claimed) {
        return bank.request()
                .body(body("did", claimed.toString()))
                .post(path)
                .then()
                .statusCode(201)
                .body("id", startsWith("did_"))
                .body("proof_challenge.length()", equalTo(43))
                .extract()
                .jsonPath();
    }

    private Response prove(JsonPath claim, String jwt) {
        return bank.request().body(body("jwt", jwt)).post(path + "/" + claim.getString("id") + "/proof");
    }

    private Response list() {
        return bank.request().get(path);
    }

    private String proof(KeyPair signing, Did named, JsonPath claim, Consumer<ObjectNode> change) {
        ObjectNode claims = claims(named, claim);
        change.accept(claims);
        ObjectNode header = header(DidKey.methodOf(named).toString());
        return Jws.sign(header, Json.print(claims), JwsSigner.of(signing)).compact();
    }

    private ObjectNode claims(Did named, JsonPath claim) {
        return Json.object()
                .put("iss", named.toString())
                .put("aud", publicUrl.uri().toString())
                .put("nonce", claim.getString("proof_challenge"))
                .put("iat", clock.instant().getEpochSecond());
    }

    private static ObjectNode header(String keyId) {
        return Json.object().put("typ", DidProof.TYPE).put("kid", keyId);
    }

    private static byte[] body(String member, String value) {
        return Json.print(Json.object().put(member, value));
    }
}
