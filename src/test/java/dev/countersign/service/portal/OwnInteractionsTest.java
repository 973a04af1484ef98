package dev.countersign.service.portal;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.service.Eventually;
import dev.countersign.service.access.TestAccess;
import dev.countersign.service.consent.Alice;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers see of their interactions, and that nobody sees another's. */
@QuarkusTest
class OwnInteractionsTest {
    @Inject
    TestAccess access;

    @Test
    void a_customer_sees_who_asked_what_and_who_saw_it() {
        Alice alice = Alice.enrolled();
        Conversation call = Conversation.of(alice);
        Visitor visitor = Visitor.signedIn(alice);

        visitor.page().get("/portal/v1/interactions").then().statusCode(200).body("items.id", contains(call.id()));
        visitor.page()
                .get("/portal/v1/interactions/" + call.id())
                .then()
                .statusCode(200)
                .body("channel", equalTo("voice"))
                .body("questions[0].state", equalTo("verified"))
                .body("questions[0].purpose.en.title", equalTo("To know that it is you"))
                .body("questions[0].asked", hasSize(3))
                .body("questions[0].kept_until", notNullValue())
                .body("questions[0].receipt", startsWith("rcp_"))
                .body("looks.kind", contains("identity"))
                .body("looks[0].viewer", equalTo("person"))
                .body("timeline.type", hasItems("interaction_opened", "challenge_asked", "identity_viewed"));
    }

    @Test
    void the_name_of_an_account_is_never_shown_to_a_customer() {
        Alice alice = Alice.enrolled();
        Conversation call = Conversation.of(alice);

        String looks = Visitor.signedIn(alice)
                .page()
                .get("/portal/v1/interactions/" + call.id())
                .jsonPath()
                .getString("looks");

        assertThat(looks).doesNotContain("staff:").doesNotContain("maria");
    }

    @Test
    void a_customer_withdraws_and_what_was_shared_is_gone_from_the_agents_screen() {
        Alice alice = Alice.enrolled();
        Conversation call = Conversation.of(alice);
        Visitor visitor = Visitor.signedIn(alice);

        visitor.page()
                .post("/portal/v1/challenges/" + call.challenge() + "/withdrawn")
                .then()
                .statusCode(204);

        as("staff:maria", "agent")
                .get("/api/v1/interactions/" + call.id() + "/identity")
                .then()
                .statusCode(404);
        visitor.page().get("/portal/v1/interactions/" + call.id()).then().body("questions[0].kept_until", nullValue());
    }

    @Test
    void the_session_of_another_customer_reads_and_changes_nothing_of_mine_and_learns_not_even_that_it_is_there()
            throws Exception {
        Alice alice = Alice.enrolled();
        Conversation call = Conversation.of(alice);
        Visitor own = Visitor.signedIn(alice);
        String receipt = own.page().get("/portal/v1/receipts").jsonPath().getString("items[0].id");
        Eventually.holds(() ->
                own.page().get("/portal/v1/receipts/" + receipt + "/proof").statusCode() == 200);
        Visitor mallory = Visitor.signedIn(Alice.enrolled());

        same(
                mallory.page().get("/portal/v1/interactions/" + call.id()),
                mallory.page().get("/portal/v1/interactions/int_nothing"));
        same(
                mallory.page().get("/portal/v1/receipts/" + receipt + "/proof"),
                mallory.page().get("/portal/v1/receipts/rcp_nothing/proof"));
        same(
                mallory.page().post("/portal/v1/challenges/" + call.challenge() + "/withdrawn"),
                mallory.page().post("/portal/v1/challenges/chl_nothing/withdrawn"));
        mallory.page().get("/portal/v1/interactions").then().body("items", hasSize(0));
        mallory.page().get("/portal/v1/receipts").then().body("items", hasSize(0));
        own.page().get("/portal/v1/interactions/" + call.id()).then().body("questions[0].kept_until", not(nullValue()));
    }

    private static void same(Response guessed, Response unknown) {
        assertThat(guessed.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(guessed.jsonPath().getString("detail"))
                .isEqualTo(unknown.jsonPath().getString("detail"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session",
                "interactions",
                "interactions/int_1",
                "receipts",
                "receipts/rcp_1/proof",
                "export",
                "erasure_requests"
            })
    void nobody_else_is_a_customer_not_even_who_may_do_everything_at_the_bank(String path) {
        given().get("/portal/v1/" + path).then().statusCode(401);
        access.staff("admin", "supervisor", "agent")
                .get("/portal/v1/" + path)
                .then()
                .statusCode(401);
        access.machine("customers", "interactions", "admin")
                .get("/portal/v1/" + path)
                .then()
                .statusCode(401);
    }

    @Test
    void a_customers_session_opens_nothing_of_the_banks() {
        Visitor visitor = Visitor.signedIn(Alice.enrolled());

        for (String path :
                new String[] {"/session", "/api/v1/interactions", "/api/v1/customers/1", "/wallet/v1/receipts"}) {
            visitor.page().get(path).then().statusCode(401);
        }
    }
}
