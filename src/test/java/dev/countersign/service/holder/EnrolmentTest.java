package dev.countersign.service.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.ApplicationServerKey;
import dev.countersign.service.push.PhoneSubscriptions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EnrolmentTest {
    @Inject
    Bank bank;

    @Inject
    Customers customers;

    @Inject
    Wallets wallets;

    @Inject
    EnrolmentCodes codes;

    @Inject
    PhoneSubscriptions subscriptions;

    @Inject
    ApplicationServerKey serverKey;

    @Inject
    PublicUrl publicUrl;

    @Inject
    Clock clock;

    private String number;
    private TestWallet wallet;

    @BeforeEach
    void a_customer_with_a_new_phone() {
        number = bank.customer();
        wallet = bank.wallet();
    }

    @Test
    void a_wallet_with_the_code_and_its_key_becomes_the_customers() {
        String code = bank.enrolmentCode(number);
        byte[] body = Json.print(Json.object()
                .put("enrolment_code", code)
                .put("platform", "android")
                .put("display_name", "Pat's phone")
                .set("push", Json.parse(TestWallet.subscription("http://127.0.0.1:9/push/x1"))));
        String id = wallet.enrolWith(body)
                .then()
                .statusCode(201)
                .body("id", startsWith("wal_"))
                .body("organisation.did", matchesPattern("did:webvh:.{46}:localhost%3A[0-9]+"))
                .body("organisation.name", equalTo("Example Bank"))
                .body("vapid_public_key", equalTo(serverKey.value()))
                .body("inbox", equalTo("/wallet/v1/inbox"))
                .extract()
                .path("id");

        assertThat(wallets.active(customer())).singleElement().satisfies(enrolled -> {
            assertThat(enrolled.id().value()).isEqualTo(id);
            assertThat(enrolled.holderKey().thumbprint()).isEqualTo(wallet.key().thumbprint());
        });
        assertThat(subscriptions.find(new WalletId(id).phone())).isPresent();
        bank.request()
                .get("/api/v1/customers/" + number + "/wallets")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].platform", equalTo("android"))
                .body("items[0].display_name", equalTo("Pat's phone"))
                .body("items[0].state", equalTo("active"));
    }

    @Test
    void whom_a_wallet_would_belong_to_is_public() {
        RestAssured.get("/wallet/v1/organisation")
                .then()
                .statusCode(200)
                .body("did", matchesPattern("did:webvh:.{46}:localhost%3A[0-9]+"))
                .body("name", equalTo("Example Bank"))
                .body("vapid_public_key", equalTo(serverKey.value()));
    }

    @Test
    void a_code_is_good_for_one_wallet_only() {
        String code = bank.enrolmentCode(number);
        wallet.enrol(code).then().statusCode(201);
        refused(bank.wallet().enrol(code), "enrolment-code-used");
        assertThat(wallets.of(customer())).hasSize(1);
    }

    @Test
    void of_wallets_that_use_one_code_at_the_same_instant_exactly_one_is_enrolled() throws Exception {
        String code = bank.enrolmentCode(number);
        int phones = 4;
        CyclicBarrier together = new CyclicBarrier(phones);
        ExecutorService threads = Executors.newFixedThreadPool(phones);
        try {
            List<Callable<Integer>> attempts = new ArrayList<>();
            for (int i = 0; i < phones; i++) {
                TestWallet one = bank.wallet();
                attempts.add(() -> {
                    together.await();
                    return one.enrol(code).statusCode();
                });
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> done : threads.invokeAll(attempts)) {
                statuses.add(done.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 403, 403, 403);
        } finally {
            threads.shutdown();
        }
        assertThat(wallets.of(customer())).hasSize(1);
    }

    @Test
    void an_expired_code_is_refused_from_its_last_instant_on() {
        EnrolmentCode code = EnrolmentCode.parse("enr_" + "0".repeat(13) + suffix() + "." + "A".repeat(43));
        QuarkusTransaction.requiringNew().run(() -> codes.add(customer(), code, clock.instant()));
        refused(wallet.enrol(code.value()), "enrolment-code-expired");
    }

    @Test
    void a_guessed_secret_is_refused_and_five_guesses_spoil_the_code() {
        String code = bank.enrolmentCode(number);
        String guess = code.substring(0, code.indexOf('.') + 1) + "A".repeat(43);
        for (int i = 0; i < EnrolmentCodes.MAX_WRONG - 1; i++) {
            refused(wallet.enrol(guess), "enrolment-code-wrong");
        }
        String other = bank.enrolmentCode(number);
        refused(wallet.enrol(guess), "enrolment-code-wrong");
        refused(wallet.enrol(code), "enrolment-code-wrong");
        wallet.enrol(other).then().statusCode(201);
    }

    @Test
    void a_code_of_another_bank_is_refused() {
        refused(wallet.enrol("enr_" + "z".repeat(26) + "." + "A".repeat(43)), "enrolment-code-wrong");
    }

    @Test
    void the_code_of_another_customer_enrols_for_that_customer_and_nobody_else() {
        String other = bank.customer();
        wallet.enrol(bank.enrolmentCode(other)).then().statusCode(201);
        assertThat(wallets.of(customer())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "enr_.x", "' or 1=1 --"})
    void what_never_was_a_code_is_malformed(String code) {
        wallet.enrol(code).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void a_request_without_proof_is_refused() {
        byte[] body = TestWallet.enrolment(bank.enrolmentCode(number));
        RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post(TestWallet.ENROLMENTS)
                .then()
                .statusCode(401)
                .body("reason", equalTo("proof-missing"));
    }

    @Test
    void a_proof_that_names_one_key_and_is_signed_by_another_is_refused() {
        byte[] body = TestWallet.enrolment(bank.enrolmentCode(number));
        DpopProof.Request request = DpopProof.Request.of("POST", publicUrl.resolve(TestWallet.ENROLMENTS), body);
        String forged = DpopProof.make(request, bank.wallet().signer(), wallet.key(), clock.instant());
        unproven(wallet.send("POST", TestWallet.ENROLMENTS, body, forged), "signature-invalid");
    }

    @Test
    void a_proof_taken_from_another_body_is_refused_and_the_code_stays_good() {
        String code = bank.enrolmentCode(number);
        byte[] body = TestWallet.enrolment(code);
        String proof = bank.wallet().proof("POST", TestWallet.ENROLMENTS, TestWallet.utf8("{}"));
        unproven(wallet.send("POST", TestWallet.ENROLMENTS, body, proof), "claim-invalid");
        wallet.enrol(code).then().statusCode(201);
    }

    @Test
    void a_proof_made_for_another_service_or_path_is_refused() {
        byte[] body = TestWallet.enrolment(bank.enrolmentCode(number));
        unproven(
                wallet.send("POST", TestWallet.ENROLMENTS, body, wallet.proof("POST", "/wallet/v1/inbox", body)),
                "wrong-audience");
        DpopProof.Request elsewhere =
                DpopProof.Request.of("POST", URI.create("https://phisher.example" + TestWallet.ENROLMENTS), body);
        String proof = DpopProof.make(elsewhere, wallet.signer(), wallet.key(), clock.instant());
        unproven(wallet.send("POST", TestWallet.ENROLMENTS, body, proof), "wrong-audience");
    }

    @Test
    void a_proof_that_is_a_minute_old_or_comes_from_the_future_is_refused() {
        byte[] body = TestWallet.enrolment(bank.enrolmentCode(number));
        DpopProof.Request request = DpopProof.Request.of("POST", publicUrl.resolve(TestWallet.ENROLMENTS), body);
        for (Duration off : List.of(Duration.ofSeconds(-61), Duration.ofSeconds(65))) {
            String proof = DpopProof.make(
                    request, wallet.signer(), wallet.key(), clock.instant().plus(off));
            unproven(wallet.send("POST", TestWallet.ENROLMENTS, body, proof), "stale");
        }
    }

    @Test
    void a_key_that_is_enrolled_cannot_be_enrolled_for_another_customer() {
        wallet.enrol(bank.enrolmentCode(number)).then().statusCode(201);
        String other = bank.customer();
        String code = bank.enrolmentCode(other);
        wallet.enrol(code).then().statusCode(409).body("reason", equalTo("holder-key-enrolled"));
        bank.wallet().enrol(code).then().statusCode(201);
    }

    @Test
    void a_push_endpoint_that_is_none_is_refused_and_the_code_stays_good() {
        String code = bank.enrolmentCode(number);
        byte[] body = Json.print(Json.object()
                .put("enrolment_code", code)
                .put("platform", "jvm")
                .set("push", Json.parse(TestWallet.subscription("ftp://push.example.net/x1"))));
        wallet.enrolWith(body).then().statusCode(400);
        wallet.enrol(code).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "{",
                "[]",
                "{}",
                "{\"enrolment_code\":\"x\",\"platform\":\"windows\"}",
                "{\"enrolment_code\":\"x\",\"platform\":\"jvm\",\"customer\":\"c\"}"
            })
    void a_body_that_is_no_enrolment_is_malformed(String body) {
        wallet.enrolWith(TestWallet.utf8(body)).then().statusCode(400);
    }

    @Test
    void an_oversized_body_is_refused() {
        wallet.enrolWith(TestWallet.utf8("{\"x\":\"" + "y".repeat(20_000) + "\"}"))
                .then()
                .statusCode(413);
    }

    private static void refused(Response answer, String reason) {
        answer.then().statusCode(403).body("reason", equalTo(reason));
    }

    private static void unproven(Response answer, String reason) {
        answer.then().statusCode(401).body("reason", equalTo(reason));
    }

    private static String suffix() {
        return Long.toString(System.nanoTime() % 8_999_999_999_999L + 1_000_000_000_000L);
    }

    private CustomerId customer() {
        return customers.find(new CustomerNumber(number)).orElseThrow().id();
    }
}
