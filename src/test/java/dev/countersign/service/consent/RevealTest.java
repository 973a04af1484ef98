package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static dev.countersign.service.consent.PushFatigueTest.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.wallet.Sent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sensitive values leave the service one by one, for somebody who is named in a record. */
@QuarkusTest
class RevealTest {
    @Inject
    EntityManager database;

    private static final List<String> NUMBER = List.of("customer_number");

    @Test
    void an_agent_gets_the_identity_without_its_sensitive_values() {
        Alice alice = Alice.enrolled();
        Desk desk = verified(alice);

        String body = desk.identity()
                .statusCode(200)
                .body(at("given_name") + ".value", equalTo("Alice"))
                .body(at("given_name") + ".masked", nullValue())
                .body(at("customer_number") + ".masked", equalTo(true))
                .body(at("customer_number") + ".value", nullValue())
                .body(at("customer_number") + ".issuer", notNullValue())
                .extract()
                .asString();

        assertThat(body).doesNotContain(alice.number());
    }

    @Test
    void one_value_is_uncovered_for_a_short_time_and_who_looked_is_recorded() {
        Alice alice = Alice.enrolled();
        Desk desk = verified(alice);

        reveal(desk.agent(), desk, NUMBER)
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("value", equalTo(alice.number()))
                .body("visible_until", notNullValue());

        String record = as("staff:audit", "auditor")
                .get(reveals(desk))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].viewer", equalTo(desk.agent()))
                .body("items[0].path", contains("customer_number"))
                .extract()
                .asString();
        assertThat(record).doesNotContain(alice.number());
    }

    @Test
    void the_same_key_does_not_show_a_value_twice_for_one_record() {
        Desk desk = verified(Alice.enrolled());
        for (int i = 0; i < 2; i++) {
            as(desk.agent(), "agent")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", "one-key-for-ever")
                    .body(Map.of("path", NUMBER))
                    .post(reveals(desk))
                    .then()
                    .statusCode(200)
                    .header("Idempotent-Replayed", nullValue());
        }

        as("staff:boss", "supervisor").get(reveals(desk)).then().body("items", hasSize(2));
    }

    @Test
    void a_script_that_uncovers_and_uncovers_is_stopped() {
        Desk desk = verified(Alice.enrolled());
        for (int i = 0; i < 30; i++) {
            reveal(desk.agent(), desk, NUMBER).statusCode(200);
        }

        reveal(desk.agent(), desk, NUMBER).statusCode(429).header("Retry-After", notNullValue());
        as("staff:boss", "supervisor").get(reveals(desk)).then().body("items", hasSize(30));
    }

    @ParameterizedTest
    @CsvSource({
        "staff:eve,agent,403",
        "staff:boss,supervisor,403",
        "staff:audit,auditor,403",
        "staff:root,admin,403",
        "client:crm,scope:identities,403"
    })
    void who_is_not_the_assigned_agent_uncovers_nothing(String caller, String role, int status) {
        Desk desk = verified(Alice.enrolled());

        as(caller, role)
                .contentType(ContentType.JSON)
                .body(Map.of("path", NUMBER))
                .post(reveals(desk))
                .then()
                .statusCode(status);

        as("staff:boss", "supervisor").get(reveals(desk)).then().body("items", hasSize(0));
    }

    @Test
    void an_agent_reads_no_record_of_looks() {
        Desk desk = verified(Alice.enrolled());

        as(desk.agent(), "agent").get(reveals(desk)).then().statusCode(403);
    }

    @Test
    void a_machine_client_has_no_screen_and_gets_the_values() {
        Alice alice = Alice.enrolled();
        Desk desk = verified(alice);

        as("client:crm", "scope:identities")
                .get("/api/v1/interactions/" + desk.interaction() + "/identity")
                .then()
                .statusCode(200)
                .body(at("customer_number") + ".value", equalTo(alice.number()))
                .body(at("customer_number") + ".masked", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"given_name", "nothing_of_that_name"})
    void what_is_not_covered_is_not_uncovered(String name) {
        Desk desk = verified(Alice.enrolled());

        reveal(desk.agent(), desk, List.of(name)).statusCode(404);
    }

    @Test
    void a_path_that_is_none_is_refused() {
        Desk desk = verified(Alice.enrolled());

        as(desk.agent(), "agent")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(reveals(desk))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/path"));
    }

    @Test
    void after_the_retention_nothing_is_left_to_uncover() {
        Desk desk = verified(Alice.enrolled());
        desk.closes();
        later(Duration.ofMinutes(10).plusSeconds(1));

        reveal(desk.agent(), desk, NUMBER).statusCode(404);
    }

    @Test
    void a_purpose_says_what_it_covers() {
        as("staff:root", "admin")
                .contentType(ContentType.JSON)
                .body("""
                        {"dcql_query": {"credentials": [{"id": "customer", "format": "dc+sd-jwt",
                          "meta": {"vct_values": ["urn:countersign:bank_customer:1"]},
                          "claims": [{"path": ["given_name"]}, {"path": ["customer_number"]}]}]},
                         "texts": {"en": {"title": "To know you", "description": ""}}, "expires_in": "PT2M",
                         "retention": "PT10M", "masked": [["given_name"]], "roles": ["agent"]}""")
                .put("/api/v1/purposes/covers_the_name")
                .then()
                .statusCode(200)
                .body("masked", hasItem(List.of("given_name")));
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of("purpose", "covers_the_name"));
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);

        desk.identity()
                .body(at("given_name") + ".masked", equalTo(true))
                .body(at("customer_number") + ".value", equalTo(alice.number()));
    }

    @Test
    void the_event_of_a_look_tells_the_claim_and_not_the_value() {
        Alice alice = Alice.enrolled();
        Desk desk = verified(alice);
        reveal(desk.agent(), desk, NUMBER).statusCode(200);

        String told = QuarkusTransaction.requiringNew()
                .call(() -> String.valueOf(database.createNativeQuery(
                                "select string_agg(type || data::text, ' ') from platform_event where topic = ?1")
                        .setParameter(1, "interaction:" + desk.interaction())
                        .getSingleResult()));
        assertThat(told).contains("identity.revealed", "customer_number").doesNotContain(alice.number());
    }

    private static Desk verified(Alice alice) {
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        return desk;
    }

    private static String at(String name) {
        return "attributes.find { it.path == ['" + name + "'] }";
    }

    private static String reveals(Desk desk) {
        return "/api/v1/interactions/" + desk.interaction() + "/identity/reveals";
    }

    private static ValidatableResponse reveal(String agent, Desk desk, List<String> path) {
        return as(agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("path", path))
                .post(reveals(desk))
                .then();
    }
}
