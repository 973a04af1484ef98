package dev.countersign.service.trust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.did.ProofSigner;
import dev.countersign.did.WebVhLog;
import dev.countersign.did.WebVhVerification;
import dev.countersign.did.WebVhWitness;
import dev.countersign.service.TestSignIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganisationOverHttpTest {
    private static final String PATH = "/api/v1/organisation/did";

    @Inject
    OrganisationDid organisation;

    @Inject
    Clock clock;

    @Test
    void administrators_and_auditors_see_the_did_its_keys_and_its_history() {
        TestSignIn.as("staff:avery", "auditor")
                .get(PATH)
                .then()
                .statusCode(200)
                .body("did", equalTo(organisation.did().toString()))
                .body("web_did", startsWith("did:web:localhost"))
                .body("deactivated", equalTo(false))
                .body("keys.use", hasItems("issuer", "verifier", "status_list", "receipt"))
                .body("keys.state", hasItem("in_force"))
                .body("history[0].reason", equalTo("first start"))
                .body("history[0].by", equalTo("service"));
    }

    @Test
    void an_agent_or_a_stranger_neither_sees_nor_changes_it() {
        TestSignIn.as("staff:alice", "agent").get(PATH).then().statusCode(403);
        given().get(PATH).then().statusCode(401);
        json(TestSignIn.as("staff:avery", "auditor"))
                .body("{\"reason\":\"planned\",\"uses\":[\"issuer\"]}")
                .post(PATH + "/rotations")
                .then()
                .statusCode(403);
    }

    @Test
    void a_planned_rotation_shows_the_new_key_and_everybody_finds_it_under_the_published_log() {
        String added = admin().body("{\"reason\":\"planned\",\"uses\":[\"receipt\"]}")
                .post(PATH + "/rotations")
                .then()
                .statusCode(200)
                .body("keys.find { it.use == 'receipt' && it.state == 'announced' }", notNullValue())
                .extract()
                .path("keys.find { it.use == 'receipt' && it.state == 'announced' }.key_id");

        WebVhLog published = published();
        assertThat(published.did()).isEqualTo(organisation.did());
        assertThat(new String(published.document().toJson(), StandardCharsets.UTF_8))
                .contains(added);
        given().get("/.well-known/did.json")
                .then()
                .statusCode(200)
                .body(
                        "verificationMethod.id",
                        hasItem(organisation.webDocument().id() + "#" + added));
    }

    @Test
    void an_update_of_the_log_that_was_seen_before_is_not_sent_again() {
        String tag = given().get("/.well-known/did.jsonl")
                .then()
                .statusCode(200)
                .contentType("text/jsonl")
                .header("Cache-Control", "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag)
                .get("/.well-known/did.jsonl")
                .then()
                .statusCode(304);
    }

    @Test
    void a_service_is_added_and_removed() {
        admin().body("{\"type\":\"CustomerService\",\"service_endpoint\":\"https://bank.example/help\"}")
                .put(PATH + "/services/help")
                .then()
                .statusCode(200)
                .body("services.find { it.id == 'help' }.service_endpoint", equalTo("https://bank.example/help"));
        admin().delete(PATH + "/services/help")
                .then()
                .statusCode(200)
                .body("services.find { it.id == 'help' }", nullValue());
        admin().delete(PATH + "/services/help").then().statusCode(404);
    }

    @Test
    void witnesses_are_added_by_their_approval_and_removed_by_their_approval() {
        WebVhWitness witness =
                new WebVhWitness(ProofSigner.of(OrganisationScene.ed25519()), (former, version) -> true, clock);
        admin().body("{\"threshold\":1,\"witnesses\":[\"" + witness.did() + "\"]}")
                .put(PATH + "/witnesses")
                .then()
                .statusCode(202)
                .body("witnesses.threshold", equalTo(0))
                .body("waiting.by", equalTo("staff:maria"));
        admin().body("{\"type\":\"CustomerService\",\"service_endpoint\":\"https://bank.example/help\"}")
                .put(PATH + "/services/help")
                .then()
                .statusCode(409);
        approve(witness).body("witnesses.threshold", equalTo(1)).body("waiting", nullValue());
        given().get("/.well-known/did-witness.json").then().statusCode(200).contentType("application/json");

        admin().body("{\"threshold\":0,\"witnesses\":[]}")
                .put(PATH + "/witnesses")
                .then()
                .statusCode(202);
        approve(witness).body("witnesses.threshold", equalTo(0));
        admin().body("[]").post(PATH + "/witness_proofs").then().statusCode(409);
        admin().delete(PATH + "/waiting").then().statusCode(409);
        admin().get(PATH + "/waiting").then().statusCode(404);
    }

    @Test
    void nonsense_is_refused_and_changes_nothing() {
        String before = published().versionId();
        for (String body : List.of(
                "{}",
                "{\"reason\":\"whim\",\"uses\":[\"issuer\"]}",
                "{\"reason\":\"planned\",\"uses\":[\"engine\"]}",
                "{\"reason\":\"planned\",\"uses\":[]}",
                "{\"reason\":\"planned\",\"uses\":[\"token\"]}",
                "{\"reason\":\"compromised\",\"uses\":[\"issuer\"]}",
                "{\"reason\":\"planned\",\"uses\":[\"issuer\"],\"compromised_since\":\"2020-01-01T00:00:00Z\"}",
                "{\"reason\":\"compromised\",\"uses\":[\"issuer\"],\"compromised_since\":\"2999-01-01T00:00:00Z\"}")) {
            int status = admin().body(body).post(PATH + "/rotations").statusCode();
            assertThat(status).as(body).isIn(400, 422);
        }
        for (String service : List.of(
                "{}",
                "{\"type\":\"X\",\"service_endpoint\":\"http://bank.example/\"}",
                "{\"type\":\"X\",\"service_endpoint\":\"javascript:alert(1)\"}",
                "{\"type\":\"<b>\",\"service_endpoint\":\"https://bank.example/\"}")) {
            admin().body(service).put(PATH + "/services/help").then().statusCode(422);
        }
        admin().body("{\"threshold\":1,\"witnesses\":[\"did:web:bank.example\"]}")
                .put(PATH + "/witnesses")
                .then()
                .statusCode(422);
        admin().body("{\"threshold\":2,\"witnesses\":[]}")
                .put(PATH + "/witnesses")
                .then()
                .statusCode(422);
        admin().body("{\"did\":\"did:web:bank.example\"}")
                .post(PATH + "/deactivation")
                .then()
                .statusCode(422);
        assertThat(published().versionId()).isEqualTo(before);
    }

    private io.restassured.response.ValidatableResponse approve(WebVhWitness witness) {
        byte[] waiting = admin().get(PATH + "/waiting")
                .then()
                .statusCode(200)
                .contentType("text/jsonl")
                .extract()
                .asByteArray();
        WebVhVerification verified = WebVhLog.verifyEntries(waiting, clock);
        assertThat(verified).isInstanceOf(WebVhVerification.Verified.class);
        return admin().body(witness.approve(((WebVhVerification.Verified) verified).log())
                        .orElseThrow()
                        .toJson())
                .post(PATH + "/witness_proofs")
                .then()
                .statusCode(200);
    }

    private WebVhLog published() {
        byte[] file = given().get("/.well-known/did.jsonl").asByteArray();
        WebVhVerification verified = WebVhLog.verifyEntries(file, clock);
        assertThat(verified).isInstanceOf(WebVhVerification.Verified.class);
        return ((WebVhVerification.Verified) verified).log();
    }

    private static RequestSpecification admin() {
        return json(TestSignIn.as("staff:maria", "admin"));
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType("application/json");
    }
}
