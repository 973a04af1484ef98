package dev.countersign.service.portal;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.portal.Visitor.Shown;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a wallet, and those who would like to sign in as somebody else. */
@QuarkusTest
class PortalSignInTest {

    @Test
    void a_customer_signs_in_with_the_wallet_and_the_number_on_the_page() {
        Alice alice = Alice.enrolled();
        Visitor visitor = new Visitor();

        Shown shown = visitor.begins();
        assertThat(visitor.follows()).isEqualTo("waiting");
        ConsentPrompt prompt = Visitor.prompt(alice, shown);
        assertThat(visitor.follows()).isEqualTo("opened");
        assertThat(Visitor.types(alice, shown, shown.number())).isInstanceOf(Sent.Accepted.class);
        assertThat(visitor.follows()).isEqualTo("answered");
        visitor.opens()
                .then()
                .statusCode(204)
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Cache-Control", containsString("no-store"));

        assertThat(prompt.signIn()).isTrue();
        visitor.page()
                .get("/portal/v1/session")
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Alice Example"), "customer_number", equalTo(alice.number()));
    }

    @Test
    void the_wallet_says_that_somebody_signs_in_to_a_page_and_never_that_there_is_a_call() {
        ConsentPrompt prompt = Visitor.prompt(Alice.enrolled(), new Visitor().begins());

        assertThat(prompt.context().channel()).isEqualTo(Channel.WEBSITE);
        assertThat(prompt.claims()).isEmpty();
        assertThat(prompt.needsNumber()).isTrue();
        assertThat(prompt.context().purpose().texts()).containsOnlyKeys("en", "es", "ja");
    }

    @Test
    void no_conversation_can_be_opened_that_claims_to_be_a_sign_in() {
        as("staff:maria", "agent")
                .contentType("application/json")
                .body("{\"channel\":\"website\",\"direction\":\"inbound\"}")
                .post("/api/v1/interactions")
                .then()
                .statusCode(400);
    }

    @Test
    void a_code_that_was_sent_on_signs_nobody_in_without_the_number_of_the_page() {
        Alice victim = Alice.enrolled();
        Visitor thief = new Visitor();
        Shown shown = thief.begins();

        Sent sent = Visitor.types(victim, shown, shown.otherNumber());

        assertThat(sent).isInstanceOf(Sent.WrongNumber.class);
        thief.opens().then().statusCode(401);
    }

    @Test
    void a_number_that_was_guessed_three_times_ends_the_sign_in() {
        Alice alice = Alice.enrolled();
        Visitor visitor = new Visitor();
        Shown shown = visitor.begins();

        Visitor.types(alice, shown, shown.otherNumber());
        Visitor.types(alice, shown, shown.otherNumber());
        assertThat(Visitor.types(alice, shown, shown.otherNumber())).isInstanceOf(Sent.Refused.class);

        assertThat(visitor.follows()).isEqualTo("over");
        assertThat(alice.wallet().open(shown.request())).isInstanceOf(Opened.Refused.class);
        visitor.opens().then().statusCode(401);
    }

    @Test
    void who_did_not_begin_the_sign_in_gets_no_session_however_much_they_know_of_it() {
        Visitor alicesPage = new Visitor();
        Visitor thief = new Visitor();
        thief.begins();
        alicesPage.answeredBy(Alice.enrolled());

        thief.opens().then().statusCode(401);
        new Visitor().opens().then().statusCode(401);
        new Visitor().with(Visitor.SIGN_IN, "sgn_01k9").opens().then().statusCode(401);
        given().get("/portal/v1/sign_in").then().statusCode(404);
        alicesPage.opens().then().statusCode(204);
    }

    @Test
    void a_session_is_given_once_and_a_copied_cookie_of_the_sign_in_gets_none() {
        Visitor visitor = new Visitor();
        visitor.answeredBy(Alice.enrolled());
        String copied = visitor.cookie(Visitor.SIGN_IN);
        visitor.opens().then().statusCode(204);

        new Visitor().with(Visitor.SIGN_IN, copied).opens().then().statusCode(401);
    }

    @Test
    void an_answered_code_is_answered_once_and_a_replay_finds_it_over() {
        Alice alice = Alice.enrolled();
        Visitor visitor = new Visitor();
        Shown shown = visitor.begins();
        Visitor.types(alice, shown, shown.number());

        assertThat(Alice.enrolled().wallet().open(shown.request())).isInstanceOf(Opened.Refused.class);
        visitor.opens().then().statusCode(204);
        visitor.page().get("/portal/v1/session").then().body("customer_number", equalTo(alice.number()));
    }

    @Test
    void who_says_no_ends_the_sign_in() {
        Alice alice = Alice.enrolled();
        Visitor visitor = new Visitor();
        alice.wallet().report(Visitor.prompt(alice, visitor.begins()));

        assertThat(visitor.follows()).isEqualTo("over");
        visitor.opens().then().statusCode(401);
    }

    @Test
    void a_code_is_over_after_three_minutes_and_an_answer_that_nobody_takes_after_one() {
        Visitor late = new Visitor();
        late.begins();
        Visitor absent = new Visitor();
        absent.answeredBy(Alice.enrolled());

        later(Duration.ofMinutes(1));
        absent.opens().then().statusCode(401);
        later(Duration.ofMinutes(3));
        assertThat(late.follows()).isEqualTo("over");
    }

    @Test
    void a_session_ends_after_a_quarter_of_an_hour_without_a_request_and_after_an_hour_in_any_case() {
        Visitor visitor = Visitor.signedIn(Alice.enrolled());
        for (int minutes = 14; minutes < 60; minutes += 14) {
            later(Duration.ofMinutes(minutes));
            visitor.page().get("/portal/v1/session").then().statusCode(200);
        }
        later(Duration.ofMinutes(60));
        visitor.page().get("/portal/v1/session").then().statusCode(401);

        later(Duration.ZERO);
        Visitor idle = Visitor.signedIn(Alice.enrolled());
        later(Duration.ofMinutes(15));
        idle.page().get("/portal/v1/session").then().statusCode(401);
    }

    @Test
    void who_signs_out_is_signed_out_with_every_copy_of_the_cookie() {
        Visitor visitor = Visitor.signedIn(Alice.enrolled());
        String copied = visitor.cookie(Visitor.SESSION);

        visitor.page().delete("/portal/v1/session").then().statusCode(204);

        new Visitor()
                .with(Visitor.SESSION, copied)
                .page()
                .get("/portal/v1/session")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "https://attacker.example", "http://localhost:1"})
    void another_site_cannot_make_a_browser_act(String origin) {
        String session = Visitor.signedIn(Alice.enrolled()).cookie(Visitor.SESSION);
        for (String path :
                new String[] {"/portal/v1/sign_in", "/portal/v1/session", "/portal/v1/challenges/chl_1/withdrawn"}) {
            var request = given().cookie(Visitor.SESSION, session);
            (origin.isEmpty() ? request : request.header("Origin", origin))
                    .post(path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void an_erased_customer_is_signed_out_and_cannot_sign_in() {
        Alice alice = Alice.enrolled();
        Visitor visitor = Visitor.signedIn(alice);
        Visitor waiting = new Visitor();
        waiting.answeredBy(alice);

        as("staff:root", "admin")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        visitor.page().get("/portal/v1/session").then().statusCode(401);
        waiting.opens().then().statusCode(401);
        assertThat(new Visitor().answeredBy(alice)).isNotInstanceOf(Sent.Accepted.class);
    }

    private static void later(Duration time) {
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), time), Clock.class);
    }
}
