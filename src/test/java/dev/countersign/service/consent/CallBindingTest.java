package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static dev.countersign.service.consent.ConsentDuringACallTest.open;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.consent.BindingMessage;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CallBindingTest {
    private static final Pattern GROUPED_CODE = Pattern.compile(">(\\d{3}) (\\d{3})<");

    @Test
    void a_wrong_number_is_an_attempt_and_the_right_one_still_counts() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        assertThat(approve(alice, asked, asked.otherNumber())).isInstanceOf(Sent.WrongNumber.class);
        assertThat(asked.now().getInt("attempts_left")).isEqualTo(2);
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        assertThat(asked.state()).isEqualTo("verified");
    }

    @Test
    void guessing_the_number_ends_with_the_third_guess() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        approve(alice, asked, asked.otherNumber());
        approve(alice, asked, asked.otherNumber());

        assertThat(approve(alice, asked, asked.otherNumber())).isInstanceOf(Sent.Refused.class);

        assertThat(asked.now().getString("verdict.reason")).isEqualTo("wrong-number");
        desk.identity().statusCode(404);
    }

    @Test
    void with_read_back_the_agent_sees_nothing_before_the_code_was_typed() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of("call_binding", "read_back"));
        URI page = redirect(alice, asked);

        assertThat(asked.state()).isEqualTo("awaiting_read_back");
        desk.identity().statusCode(404);

        asked.readBack(codeOn(page)).statusCode(200).body("state", equalTo("verified"));
        desk.identity().statusCode(200);
    }

    @Test
    void guessing_the_code_ends_with_the_third_guess() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of("call_binding", "read_back"));
        String code = codeOn(redirect(alice, asked));
        String wrong = code.equals("000000") ? "000001" : "000000";

        asked.readBack(wrong).statusCode(200).body("state", equalTo("awaiting_read_back"));
        asked.readBack(wrong).statusCode(200);
        asked.readBack(wrong).statusCode(200).body("state", equalTo("rejected"));
        asked.readBack(code).statusCode(409);
        desk.identity().statusCode(404);
    }

    @Test
    void the_page_with_the_code_is_gone_once_it_was_used() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("call_binding", "read_back"));
        URI page = redirect(alice, asked);
        asked.readBack(codeOn(page));

        given().get(page.toString()).then().statusCode(410);
    }

    @Test
    void the_page_speaks_the_customers_language_and_is_not_cached() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("call_binding", "read_back"));

        given().header("Accept-Language", "ja")
                .get(redirect(alice, asked).toString())
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body(containsString("lang=\"ja\""));
    }

    @Test
    void an_address_that_nobody_was_given_shows_no_code() {
        given().get("/call/" + "A".repeat(43)).then().statusCode(410);
    }

    @Test
    void with_display_both_sides_see_the_same_code() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("call_binding", "display"));

        assertThat(open(alice, asked).context().displayCode())
                .contains(asked.json().getString("display_code"));
    }

    @Test
    void what_the_desk_writes_for_both_is_read_by_both() {
        String message = "Ihre Anfrage 4711 – 本日の お電話 🏦";
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("binding_message", message));

        assertThat(open(alice, asked).context().bindingMessage()).contains(new BindingMessage(message));
        assertThat(asked.now().getString("binding_message")).isEqualTo(message);
    }

    @Test
    void a_message_that_would_pass_for_a_part_of_the_screen_is_refused() {
        Desk desk = Desk.answers(Alice.enrolled().number());

        desk.tries(Map.of("binding_message", "Share\nDecline"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/binding_message"));
        desk.tries(Map.of("binding_message", "x".repeat(251))).statusCode(400);
        desk.tries(Map.of("binding_message", "x".repeat(250))).statusCode(201);
    }

    @Test
    void the_message_is_gone_with_the_customer() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("binding_message", "For Alice Example"));

        as("staff:root", "admin")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        assertThat(asked.now().getString("binding_message")).isNull();
    }

    @Test
    void the_customer_checks_that_it_is_the_bank_and_gives_nothing_away() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of("purpose", "prove_it_is_us"));
        ConsentPrompt prompt = open(alice, asked);

        assertThat(prompt.organisationCheck()).isTrue();
        assertThat(prompt.requester().name()).isNotEmpty();
        assertThat(prompt.context().displayCode()).contains(asked.json().getString("display_code"));
        assertThat(asked.json().getString("display_code")).matches("[0-9]{4}");

        assertThat(alice.wallet().approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.Accepted.class);
        assertThat(asked.state()).isEqualTo("verified");
        desk.identity().statusCode(200).body("attributes", empty());
    }

    @Test
    void an_impostor_who_cannot_say_the_code_is_reported() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of("purpose", "prove_it_is_us"));

        alice.wallet().report(open(alice, asked));

        assertThat(asked.state()).isEqualTo("reported");
    }

    @Test
    void agents_are_told_which_purpose_is_for_the_customer_to_check_us() {
        as("staff:maria", "agent")
                .get("/api/v1/purposes")
                .then()
                .body("items.find { it.name == 'prove_it_is_us' }.organisation_check", equalTo(true))
                .body("items.find { it.name == 'verify_caller' }.organisation_check", equalTo(false));
    }

    @Test
    void number_entry_is_not_asked_of_a_wallet_that_has_no_field_for_it() {
        Alice alice = Alice.enrolled();

        Desk.answers(alice.number())
                .tries(Map.of("call_binding", "number_entry", "wallet_profile", "haip"))
                .statusCode(422);
    }

    static URI redirect(Alice alice, Desk.Asked asked) {
        Sent sent = alice.wallet().approve(open(alice, asked), Selection.requiredOnly());
        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        return ((Sent.Accepted) sent).redirect().orElseThrow();
    }

    static String codeOn(URI page) {
        String html =
                given().get(page.toString()).then().statusCode(200).extract().asString();
        Matcher code = GROUPED_CODE.matcher(html);
        assertThat(code.find()).isTrue();
        return code.group(1) + code.group(2);
    }
}
