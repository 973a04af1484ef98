package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.presentation.AnsweringWallet;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RegisteredCredentialsTest {
    private static final String ASK = "{\"dcql_query\":{\"credentials\":[{\"id\":\"" + AnsweringWallet.QUERY
            + "\",\"format\":\"dc+sd-jwt\",\"meta\":{\"vct_values\":[\"" + AnsweringWallet.VCT
            + "\"]},\"claims\":[{\"path\":[\"given_name\"]}]}]}}";

    @Inject
    Bank bank;

    @Inject
    AnsweringWallet wallet;

    @Inject
    PublicUrl publicUrl;

    @Inject
    EntityManager database;

    private String number;
    private String path;

    @BeforeEach
    void a_customer() {
        number = bank.customer();
        path = "/api/v1/customers/" + number + "/credentials";
    }

    @Test
    void what_a_customer_presents_is_registered_and_no_claim_that_was_not_asked_for() {
        JsonPath asked = ask();
        assertThat(asked.getString("state")).isEqualTo("requested");
        assertThat(asked.getString("request.qr")).startsWith("data:image/svg+xml");
        wallet.opens(link(asked));
        expect(asked, "opened");

        assertThat(wallet.presents(link(asked))).isEqualTo(200);

        expect(asked, "registered");
        bank.request()
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("items.size()", equalTo(1))
                .body("items[0].id", startsWith("crd_"))
                .body("items[0].issuer", equalTo(publicUrl.uri().toString()))
                .body("items[0].vct", equalTo(AnsweringWallet.VCT))
                .body("items[0].claims.size()", equalTo(1))
                .body("items[0].claims.given_name", equalTo("Alice"))
                .body("items[0].expires_at", notNullValue());
        String row = QuarkusTransaction.requiringNew().call(() -> database.createNativeQuery(
                        "select c::text from holder_credential c join holder_customer h on h.id = c.customer_id"
                                + " where h.customer_number = :number",
                        String.class)
                .setParameter("number", number)
                .getSingleResult()
                .toString());
        assertThat(row).doesNotContain("Alice", "1990");
    }

    @Test
    void a_request_is_answered_once() {
        AuthorizationRequest opened = wallet.opens(link(ask()));
        assertThat(wallet.presents(opened)).isEqualTo(200);
        assertThat(wallet.presents(opened)).isBetween(400, 499);
        bank.request().get(path).then().body("items.size()", equalTo(1));
    }

    @Test
    void a_stolen_credential_is_rejected_and_nothing_is_registered() {
        JsonPath asked = ask();
        assertThat(wallet.presentsStolen(link(asked))).isEqualTo(400);
        assertThat(state(asked).getString("state")).isEqualTo("rejected");
        assertThat(state(asked).getString("reason")).isNotEmpty();
        bank.request().get(path).then().body("items.size()", equalTo(0));
    }

    @Test
    void a_customer_may_say_no() {
        JsonPath asked = ask();
        wallet.declines(link(asked));
        expect(asked, "declined");
    }

    @Test
    void the_answer_of_a_customer_who_was_erased_is_not_kept() {
        JsonPath asked = ask();
        bank.request().delete("/api/v1/customers/" + number).then().statusCode(204);
        assertThat(wallet.presents(link(asked))).isEqualTo(400);
        long kept = QuarkusTransaction.requiringNew().call(() -> ((Number)
                        database.createNativeQuery("select count(*) from holder_credential_request where id = :id")
                                .setParameter("id", asked.getString("id"))
                                .getSingleResult())
                .longValue());
        assertThat(kept).isZero();
    }

    @Test
    void a_registered_credential_is_removed_by_its_own_customer_only() {
        JsonPath asked = ask();
        wallet.presents(link(asked));
        String id = bank.request().get(path).jsonPath().getString("items[0].id");
        String others = "/api/v1/customers/" + bank.customer() + "/credentials/";
        bank.request().delete(others + id).then().statusCode(404);
        bank.request().get(others + "requests/" + asked.getString("id")).then().statusCode(404);
        bank.request().delete(path + "/" + id).then().statusCode(204);
        bank.request().get(path).then().body("items.size()", equalTo(0));
    }

    @Test
    void a_type_alone_can_be_asked_for() {
        bank.request()
                .body("{\"vct\":\"https://other.example/membership\",\"wallet_profile\":\"plain\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("request.uri", startsWith("openid4vp://"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', ''",
        "'{\"vct\":\"x\",\"dcql_query\":{}}', ''",
        "'{\"dcql_query\":{}}', /dcql_query",
        "'{\"dcql_query\":[]}', /dcql_query",
        "'{\"vct\":\"x\",\"wallet_profile\":\"any\"}', /wallet_profile",
        "'{\"vct\":\"x\",\"claims\":[]}', /claims",
    })
    void what_is_no_question_is_pointed_at(String body, String pointer) {
        bank.request().body(body).post(path).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void an_agent_may_look_and_not_ask() {
        TestSignIn.as("staff:alice", "agent").get(path).then().statusCode(200);
        TestSignIn.as("staff:alice", "agent")
                .contentType("application/json")
                .body(ASK)
                .post(path)
                .then()
                .statusCode(403);
    }

    private JsonPath ask() {
        return bank.request()
                .body(ASK)
                .post(path)
                .then()
                .statusCode(201)
                .header("Location", containsString(path + "/requests/rcr_"))
                .extract()
                .jsonPath();
    }

    private void expect(JsonPath asked, String state) {
        assertThat(state(asked).getString("state")).isEqualTo(state);
    }

    private JsonPath state(JsonPath asked) {
        return bank.request().get(path + "/requests/" + asked.getString("id")).jsonPath();
    }

    private static URI link(JsonPath asked) {
        return URI.create(asked.getString("request.uri"));
    }
}
