package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.protocol.RejectionReason;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.KeptReceipt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConsentDuringACallTest {

    @Test
    void the_agent_sees_what_the_holder_disclosed_and_nothing_else() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());

        Sent sent = approve(alice, asked, asked.number());

        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        assertThat(asked.state()).isEqualTo("verified");
        desk.identity()
                .statusCode(200)
                .body("attributes.path.flatten()", containsInAnyOrder("given_name", "family_name", "customer_number"))
                .body("attributes.find { it.path == ['given_name'] }.value", equalTo("Alice"));
    }

    @Test
    void the_customer_reads_who_asks_and_why() {
        Alice alice = Alice.enrolled();
        ConsentPrompt prompt = open(alice, Desk.answers(alice.number()).asks(Map.of()));

        assertThat(prompt.context().agent().displayName()).isNotEmpty();
        assertThat(prompt.context().purpose().texts()).containsKeys("en", "es", "ja");
        assertThat(prompt.needsNumber()).isTrue();
    }

    @Test
    void both_sides_keep_the_same_receipt() throws Exception {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());
        approve(alice, asked, asked.number());

        Optional<ConsentRecord> kept = alice.wallet().receipts().fetch(asked.id());

        assertThat(kept).isPresent();
        assertThat(kept.get().receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.MATCHES);
    }

    @Test
    void an_unknown_and_an_unenrolled_customer_cannot_be_told_apart() {
        String unenrolled = Alice.registered();

        var one = Desk.answers(unenrolled).tries(Map.of()).statusCode(422);
        var other = Desk.answers("C-nobody").tries(Map.of()).statusCode(422);

        assertThat(one.extract().jsonPath().getString("detail"))
                .isEqualTo(other.extract().jsonPath().getString("detail"));
        assertThat(one.extract().jsonPath().getString("type")).endsWith("not-reachable-by-wallet");
    }

    @Test
    void another_customers_good_credential_is_rejected() {
        Alice alice = Alice.enrolled();
        Alice mallory = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());

        Sent sent = approve(mallory, asked, asked.number());

        assertThat(sent).isInstanceOf(Sent.Refused.class);
        assertThat(asked.now().getString("verdict.reason")).isEqualTo("not-this-customer");
        desk.identity().statusCode(404);
    }

    @Test
    void an_answer_to_a_challenge_that_was_answered_is_refused() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());
        ConsentPrompt second = open(alice, asked);
        approve(alice, asked, asked.number());

        Sent again = alice.wallet().approve(second, Selection.requiredOnly().typing(new TypedNumber(asked.number())));

        assertThat(again).isNotInstanceOf(Sent.Accepted.class);
        assertThat(asked.state()).isEqualTo("verified");
    }

    @Test
    void somebody_who_is_not_on_the_call_raises_the_alarm() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        alice.wallet().report(open(alice, asked));

        assertThat(asked.state()).isEqualTo("reported");
    }

    @Test
    void after_a_report_the_phone_is_left_alone() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        alice.wallet().report(open(alice, desk.asks(Map.of())));

        desk.tries(Map.of()).statusCode(429).header("Retry-After", not(equalTo(null)));
    }

    @Test
    void a_decline_is_told_to_the_agent_and_nothing_is_seen() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());

        alice.wallet().decline(open(alice, asked));

        assertThat(asked.state()).isEqualTo("declined");
        desk.identity().statusCode(404);
    }

    @Test
    void a_revoked_credential_is_rejected_and_not_called_undecided() {
        Alice alice = Alice.enrolled();
        statusOfCredential(alice, "revoked");
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Refused.class);
        assertThat(asked.now().getString("verdict.reason")).isEqualTo(RejectionReason.REVOKED.wireName());
    }

    @Test
    void a_suspended_credential_is_rejected_and_good_again_once_it_is_reinstated() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        statusOfCredential(alice, "suspended");
        Desk.Asked first = desk.asks(Map.of());

        assertThat(approve(alice, first, first.number())).isInstanceOf(Sent.Refused.class);
        assertThat(first.now().getString("verdict.reason")).isEqualTo(RejectionReason.SUSPENDED.wireName());

        statusOfCredential(alice, "valid");
        Desk.Asked second = desk.asks(Map.of());
        assertThat(approve(alice, second, second.number())).isInstanceOf(Sent.Accepted.class);
    }

    @Test
    void closing_the_call_takes_back_what_is_still_asked() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        ConsentPrompt prompt = open(alice, asked);

        desk.closes();

        assertThat(asked.state()).isEqualTo("cancelled");
        assertThat(alice.wallet().approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.number()))))
                .isNotInstanceOf(Sent.Accepted.class);
    }

    @Test
    void another_agent_sees_neither_the_challenge_nor_the_person() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        approve(alice, asked, asked.number());

        as("staff:eve", "agent").get("/api/v1/challenges/" + asked.id()).then().statusCode(403);
        as("staff:eve", "agent")
                .get("/api/v1/interactions/" + desk.interaction() + "/identity")
                .then()
                .statusCode(403);
        as("staff:boss", "supervisor")
                .get("/api/v1/interactions/" + desk.interaction() + "/identity")
                .then()
                .statusCode(403);
    }

    @Test
    void a_foreign_wallet_cannot_decline_somebody_elses_challenge() {
        Alice alice = Alice.enrolled();
        Alice mallory = Alice.enrolled();
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        mallory.wallet().report(open(mallory, asked));

        assertThat(asked.state()).isNotIn("declined", "reported");
    }

    @Test
    void erasing_a_customer_takes_away_what_the_agent_saw() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        approve(alice, asked, asked.number());

        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        desk.identity().statusCode(404);
    }

    @Test
    void a_consent_that_is_withdrawn_takes_away_what_the_agent_saw() throws Exception {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        approve(alice, asked, asked.number());

        assertThat(alice.wallet().withdraw(alice.wallet().history().get(0))).isInstanceOf(Sent.Accepted.class);

        desk.identity().statusCode(404);
        assertThat(asked.state()).isEqualTo("verified");
    }

    @Test
    void nobody_withdraws_the_consent_of_somebody_else() {
        Alice alice = Alice.enrolled();
        Alice mallory = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        mallory.wallet().lapsed(open(mallory, asked));
        approve(alice, asked, asked.number());

        mallory.wallet().withdraw(mallory.wallet().history().get(0));

        desk.identity().statusCode(200);
    }

    static void statusOfCredential(Alice alice, String status) {
        String credential = as("client:crm", "scope:customers")
                .get("/api/v1/credentials?customer_number=" + alice.number())
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        as("client:crm", "scope:customers")
                .contentType("application/json")
                .body(Map.of("status", status, "reason", "lost phone"))
                .patch("/api/v1/credentials/" + credential)
                .then()
                .statusCode(200);
    }

    static ConsentPrompt open(Alice alice, Desk.Asked asked) {
        Opened opened = alice.wallet().open(asked.request());
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    static Sent approve(Alice alice, Desk.Asked asked, String number) {
        return alice.wallet()
                .approve(open(alice, asked), Selection.requiredOnly().typing(new TypedNumber(number)));
    }
}
