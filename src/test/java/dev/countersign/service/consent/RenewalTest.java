package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.service.MovingClock;
import dev.countersign.wallet.Received;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.StoredCredential;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenewalTest {
    private static final Duration MONTH = Duration.ofDays(30);

    private final MovingClock clock = new MovingClock(Instant.now());
    private Alice alice;

    @BeforeEach
    void a_customer_whose_card_has_a_year_to_go() {
        QuarkusMock.installMockForType(clock, Clock.class);
        alice = Alice.enrolled(clock);
    }

    @Test
    void a_card_that_is_about_to_expire_is_renewed_by_the_wallet_alone() {
        StoredCredential old = card();
        clock.passes(Duration.ofDays(340));

        assertThat(alice.wallet().renewable(MONTH))
                .extracting(StoredCredential::credentialId)
                .containsExactly(old.credentialId());
        assertThat(alice.wallet().renew(old)).isInstanceOf(Received.Added.class);

        StoredCredential fresh = card();
        assertThat(fresh.credentialId()).isNotEqualTo(old.credentialId());
        assertThat(fresh.statement().expiresAt().orElseThrow())
                .isAfter(old.statement().expiresAt().orElseThrow());
        assertThat(aboutTheCustomer(fresh)).isEqualTo(aboutTheCustomer(old));
        assertThat(alice.wallet().enrolments()).hasSize(1);
    }

    @Test
    void with_the_renewed_card_the_customer_answers_as_before() {
        clock.passes(Duration.ofDays(340));
        alice.wallet().renew(card());
        clock.passes(Duration.ofDays(60));
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());

        Sent sent = alice.wallet()
                .approve(
                        ConsentDuringACallTest.open(alice, asked),
                        Selection.requiredOnly().typing(new TypedNumber(asked.number())));

        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        assertThat(asked.state()).isEqualTo("verified");
    }

    @Test
    void a_card_that_is_good_for_long_is_not_renewed() {
        StoredCredential old = card();

        assertThat(alice.wallet().renewable(MONTH)).isEmpty();
        assertThat(alice.wallet().renew(old)).isInstanceOf(Received.Refused.class);
        assertThat(card().credentialId()).isEqualTo(old.credentialId());
    }

    @Test
    void a_revoked_card_is_not_renewed_and_so_does_not_come_back() {
        ConsentDuringACallTest.statusOfCredential(alice, "revoked");
        clock.passes(Duration.ofDays(340));

        assertThat(alice.wallet().renew(card())).isInstanceOf(Received.Refused.class);
    }

    @Test
    void a_suspended_card_is_renewed_only_when_it_stands_again() {
        ConsentDuringACallTest.statusOfCredential(alice, "suspended");
        clock.passes(Duration.ofDays(340));
        assertThat(alice.wallet().renew(card())).isInstanceOf(Received.Refused.class);

        ConsentDuringACallTest.statusOfCredential(alice, "valid");
        assertThat(alice.wallet().renew(card())).isInstanceOf(Received.Added.class);
    }

    @Test
    void an_expired_card_is_not_renewed() {
        clock.passes(Duration.ofDays(366));

        assertThat(alice.wallet().renewable(MONTH)).isEmpty();
        assertThat(alice.wallet().renew(card())).isInstanceOf(Received.Refused.class);
    }

    @Test
    void a_wallet_that_the_bank_has_suspended_renews_nothing() {
        clock.passes(Duration.ofDays(340));
        String wallet = alice.wallet().enrolments().get(0).walletId();
        as("client:crm", "scope:customers")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "suspended"))
                .patch("/api/v1/customers/" + alice.number() + "/wallets/" + wallet)
                .then()
                .statusCode(200);

        assertThat(alice.wallet().renew(card())).isInstanceOf(Received.Refused.class);
    }

    @Test
    void a_card_of_somebody_else_is_not_renewed_for_who_presents_it() {
        Alice mallory = Alice.enrolled(clock);
        clock.passes(Duration.ofDays(340));
        StolenCard stolen = StolenCard.from(alice, clock);

        stolen.presentedBy(mallory).then().statusCode(409);
        stolen.presentedBy(alice).then().statusCode(201);
    }

    @Test
    void the_same_presentation_renews_once() {
        clock.passes(Duration.ofDays(340));
        StolenCard presented = StolenCard.from(alice, clock);

        presented.presentedBy(alice).then().statusCode(201);
        presented.presentedBy(alice).then().statusCode(422);
    }

    @Test
    void a_presentation_that_was_made_for_a_call_or_with_a_nonce_of_ones_own_is_refused() {
        clock.passes(Duration.ofDays(340));
        String nonce = given().post("/openid4vci/nonce").then().extract().path("c_nonce");
        String endpoint = alice.wallet().enrolments().get(0).base() + "renewals";

        StolenCard.from(alice, clock, "https://bank.example/somewhere-else", nonce)
                .presentedBy(alice)
                .then()
                .statusCode(422)
                .body("reason", equalTo("wrong-audience"));
        StolenCard.from(alice, clock, endpoint, "A".repeat(43))
                .presentedBy(alice)
                .then()
                .statusCode(422)
                .body("reason", equalTo("wrong-nonce"));
    }

    @Test
    void what_is_no_card_is_refused_in_words() {
        StolenCard card = StolenCard.from(alice, clock);

        card.tampered(alice, "~", "#").then().statusCode(400).body("errors[0].pointer", equalTo("/credential"));
        card.tampered(alice, ".", "..").then().statusCode(400);
        given().contentType("application/json")
                .body(Map.of("credential", card.presentation()))
                .post("/wallet/v1/renewals")
                .then()
                .statusCode(401);
    }

    private StoredCredential card() {
        List<StoredCredential> cards = alice.wallet().credentials();
        assertThat(cards).hasSize(1);
        return cards.get(0);
    }

    private static Map<String, Object> aboutTheCustomer(StoredCredential card) {
        var claims = card.claims();
        claims.remove(List.of("iat", "exp", "status", "cnf"));
        return Map.of("claims", claims);
    }
}
