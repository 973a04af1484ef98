package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.wallet.Opened;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent notes when no wallet verified the customer. */
@QuarkusTest
class FallbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"passed", "failed"})
    void the_agent_notes_how_the_fallback_questions_ended(String outcome) {
        Desk desk = Desk.answers(Alice.registered());

        decides(desk.agent(), desk, outcome).statusCode(200).body("outcome", equalTo(outcome));

        onTheDesk(desk).body(item(desk) + ".fallback.outcome", equalTo(outcome));
    }

    @Test
    void an_agent_corrects_themselves_and_the_latest_counts() {
        Desk desk = Desk.answers(Alice.registered());

        decides(desk.agent(), desk, "passed").statusCode(200);
        decides(desk.agent(), desk, "failed").statusCode(200);

        onTheDesk(desk).body(item(desk) + ".fallback.outcome", equalTo("failed"));
    }

    @Test
    void a_fraudster_who_knows_all_the_answers_does_not_pass_after_the_customers_report() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Opened opened = alice.wallet().open(desk.asks(Map.of()).request());
        alice.wallet().report(((Opened.Prompt) opened).prompt());

        decides(desk.agent(), desk, "passed").statusCode(409).body("detail", containsString("reported"));
        decides(desk.agent(), desk, "failed").statusCode(200);
    }

    @Test
    void another_agent_decides_nothing_in_my_interaction() {
        Desk desk = Desk.answers(Alice.registered());

        decides("staff:eve", desk, "passed").statusCode(403);
    }

    @Test
    void nothing_is_decided_after_the_conversation() {
        Desk desk = Desk.answers(Alice.registered());
        desk.closes();

        decides(desk.agent(), desk, "passed").statusCode(409);
    }

    @ParameterizedTest
    @CsvSource({"verified", "PASSED", "''"})
    void any_other_word_is_refused(String outcome) {
        Desk desk = Desk.answers(Alice.registered());

        decides(desk.agent(), desk, outcome).statusCode(400).body("errors[0].pointer", equalTo("/outcome"));
    }

    private static ValidatableResponse decides(String agent, Desk desk, String outcome) {
        return as(agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("outcome", outcome))
                .post("/api/v1/interactions/" + desk.interaction() + "/fallback")
                .then();
    }

    private static ValidatableResponse onTheDesk(Desk desk) {
        return as(desk.agent(), "agent").get("/api/v1/console/desk").then().statusCode(200);
    }

    private static String item(Desk desk) {
        return "items.find { it.id == '" + desk.interaction() + "' }";
    }
}
