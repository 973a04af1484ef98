package dev.countersign.service.holder;

import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.service.TestSignIn;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.PhoneSubscriptions;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WalletSignInTest {
    private static final String SUBSCRIPTION = "/wallet/v1/push_subscription";
    private static final byte[] BODY = TestWallet.subscription("http://127.0.0.1:9/push/x1");
    private static final byte[] NOTHING = new byte[0];

    @Inject
    Bank bank;

    @Inject
    Wallets wallets;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    private String number;
    private TestWallet wallet;

    @BeforeEach
    void an_enrolled_wallet() {
        number = bank.customer();
        wallet = bank.wallet(number);
    }

    @Test
    void a_wallet_sets_and_removes_where_it_is_pushed() {
        wallet.send("PUT", SUBSCRIPTION, BODY).then().statusCode(204);
        Assertions.assertThat(subscriptions.find(enrolled().id().phone())).isPresent();
        wallet.send("DELETE", SUBSCRIPTION, NOTHING).then().statusCode(204);
        Assertions.assertThat(subscriptions.find(enrolled().id().phone())).isEmpty();
    }

    @Test
    void a_proof_is_good_once() {
        String proof = wallet.proof("PUT", SUBSCRIPTION, BODY);
        wallet.send("PUT", SUBSCRIPTION, BODY, proof).then().statusCode(204);
        refused(wallet.send("PUT", SUBSCRIPTION, BODY, proof));
    }

    @Test
    void a_stale_proof_is_refused() {
        for (Duration off : List.of(Duration.ofSeconds(-61), Duration.ofSeconds(65))) {
            String proof = DpopProof.make(
                    DpopProof.Request.of("PUT", publicUrl.resolve(SUBSCRIPTION), BODY),
                    wallet.signer(),
                    wallet.key(),
                    clock.instant().plus(off));
            refused(wallet.send("PUT", SUBSCRIPTION, BODY, proof));
        }
    }

    @Test
    void a_proof_for_another_address_or_method_is_refused() {
        refused(wallet.send("PUT", SUBSCRIPTION, BODY, wallet.proof("PUT", "/wallet/v1/inbox", BODY)));
        refused(wallet.send("PUT", SUBSCRIPTION, BODY, wallet.proof("POST", SUBSCRIPTION, BODY)));
        DpopProof.Request elsewhere =
                DpopProof.Request.of("PUT", URI.create("https://phisher.example" + SUBSCRIPTION), BODY);
        refused(wallet.send(
                "PUT", SUBSCRIPTION, BODY, DpopProof.make(elsewhere, wallet.signer(), wallet.key(), clock.instant())));
    }

    @Test
    void a_stolen_proof_does_not_carry_another_body() {
        String proof = wallet.proof("PUT", SUBSCRIPTION, BODY);
        byte[] attackers = TestWallet.subscription("http://127.0.0.1:9/attacker");
        wallet.send("PUT", SUBSCRIPTION, attackers, proof)
                .then()
                .statusCode(401)
                .body("reason", equalTo("body-hash-mismatch"));
        String ofNothing = wallet.proof("PUT", SUBSCRIPTION, NOTHING);
        wallet.send("PUT", SUBSCRIPTION, attackers, ofNothing).then().statusCode(401);
        Assertions.assertThat(subscriptions.find(enrolled().id().phone())).isEmpty();
    }

    @Test
    void a_proof_signed_by_another_key_or_by_one_that_is_not_enrolled_is_refused() {
        DpopProof.Request request = DpopProof.Request.of("PUT", publicUrl.resolve(SUBSCRIPTION), BODY);
        TestWallet attacker = bank.wallet();
        refused(wallet.send(
                "PUT", SUBSCRIPTION, BODY, DpopProof.make(request, attacker.signer(), wallet.key(), clock.instant())));
        refused(attacker.send("PUT", SUBSCRIPTION, BODY));
    }

    @Test
    void a_suspended_wallet_is_refused_until_it_is_active_again() {
        change("suspended").then().statusCode(200).body("state", equalTo("suspended"));
        Assertions.assertThat(wallets.active(enrolled().customer())).isEmpty();
        refused(wallet.send("PUT", SUBSCRIPTION, BODY));
        refused(wallet.send("GET", "/wallet/v1/inbox", NOTHING));
        change("active").then().statusCode(200).body("state", equalTo("active"));
        wallet.send("PUT", SUBSCRIPTION, BODY).then().statusCode(204);
    }

    @Test
    void a_removed_wallet_is_refused_and_not_pushed_any_more() {
        wallet.send("PUT", SUBSCRIPTION, BODY).then().statusCode(204);
        WalletId id = enrolled().id();
        bank.request().delete(path(id)).then().statusCode(204);
        refused(wallet.send("PUT", SUBSCRIPTION, BODY));
        Assertions.assertThat(subscriptions.find(id.phone())).isEmpty();
        bank.request().delete(path(id)).then().statusCode(404);
        bank.request().body("{\"state\":\"active\"}").patch(path(id)).then().statusCode(404);
    }

    @Test
    void the_wallet_of_another_customer_is_not_found() {
        String other = bank.customer();
        bank.request()
                .body("{\"state\":\"suspended\"}")
                .patch("/api/v1/customers/" + other + "/wallets/" + enrolled().id())
                .then()
                .statusCode(404);
    }

    @Test
    void a_state_that_is_none_is_pointed_at() {
        change("removed").then().statusCode(400).body("errors[0].pointer", equalTo("/state"));
        bank.request().body("{}").patch(path(enrolled().id())).then().statusCode(400);
    }

    @Test
    void what_is_the_wallets_own_is_closed_to_everybody_else() {
        RestAssured.given()
                .contentType("application/json")
                .body(BODY)
                .put(SUBSCRIPTION)
                .then()
                .statusCode(401);
        TestSignIn.as("staff:alice", "admin", "agent", "supervisor")
                .contentType("application/json")
                .body(BODY)
                .put(SUBSCRIPTION)
                .then()
                .statusCode(403);
        refused(RestAssured.given().header("DPoP", "not a proof").delete(SUBSCRIPTION));
    }

    @Test
    void two_proofs_in_one_request_are_refused() {
        refused(RestAssured.given()
                .header(
                        "DPoP",
                        wallet.proof("DELETE", SUBSCRIPTION, NOTHING),
                        wallet.proof("DELETE", SUBSCRIPTION, NOTHING))
                .delete(SUBSCRIPTION));
    }

    @Test
    void a_wallet_signs_in_nowhere_but_where_wallets_do() {
        String path = "/api/v1/customers/" + number;
        wallet.send("GET", path, NOTHING).then().statusCode(401);
    }

    @Test
    void an_oversized_body_is_refused() {
        wallet.send("PUT", SUBSCRIPTION, TestWallet.utf8("{\"x\":\"" + "y".repeat(20_000) + "\"}"))
                .then()
                .statusCode(413);
    }

    private Response change(String state) {
        return bank.request()
                .body("{\"state\":\"" + state + "\"}")
                .patch(path(enrolled().id()));
    }

    private String path(WalletId id) {
        return "/api/v1/customers/" + number + "/wallets/" + id;
    }

    private Wallet enrolled() {
        return wallets.findByKey(wallet.key()).orElseThrow();
    }

    private static void refused(Response answer) {
        answer.then().statusCode(401);
    }
}
