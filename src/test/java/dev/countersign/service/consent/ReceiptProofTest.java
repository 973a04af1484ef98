package dev.countersign.service.consent;

import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.service.Eventually;
import dev.countersign.service.MovingClock;
import dev.countersign.wallet.ConsentRecord;
import dev.countersign.wallet.Enrolment;
import dev.countersign.wallet.HolderKey;
import dev.countersign.wallet.LogStanding;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From an answer to its place in the log, by the wallet that we ship. */
@QuarkusTest
class ReceiptProofTest {

    private static ConsentRecord answeredBy(Alice alice) {
        Desk.Asked asked = Desk.answers(alice.number()).asks(Map.of());
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        return alice.wallet().history().get(0);
    }

    private static ConsentRecord included(Alice alice, String challenge) throws Exception {
        assertThat(alice.wallet().receipts().fetch(challenge)).isPresent();
        Eventually.holds(() -> isIncluded(alice, challenge));
        return alice.wallet().history().get(0);
    }

    private static boolean isIncluded(Alice alice, String challenge) {
        try {
            ConsentRecord record = alice.wallet().receipts().prove(challenge).orElseThrow();
            return alice.wallet().receipts().standing(record) instanceof LogStanding.Included;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String receiptId(ConsentRecord record) {
        return Jws.parse(record.receipt().orElseThrow().compact())
                .claims()
                .path("jti")
                .asText();
    }

    /** Asks for a proof with the key of this customer's wallet. */
    private static Response proof(String receipt, Alice by) {
        Enrolment enrolment = by.stores().enrolments().all().get(0);
        HolderKey key = by.stores().keys().find(enrolment.key()).orElseThrow();
        URI uri = URI.create(enrolment.base() + "receipts/" + receipt + "/proof");
        DpopProof.Request request = DpopProof.Request.of("GET", uri, new byte[0]);
        return given().header("DPoP", DpopProof.make(request, key, key.publicJwk(), Instant.now()))
                .get("/wallet/v1/receipts/" + receipt + "/proof");
    }

    @Test
    void a_receipt_is_in_the_log_within_seconds_and_the_wallet_can_show_it_for_ever() throws Exception {
        Alice alice = Alice.enrolled();

        ConsentRecord record = included(alice, answeredBy(alice).challenge());

        assertThat(alice.wallet().receipts().verify(record)).isInstanceOf(Verification.Verified.class);
        assertThat(alice.wallet().receipts().look()).singleElement().satisfies(log -> assertThat(log.alarms())
                .isEmpty());
        ReceiptFile file = alice.wallet().receipts().export(record.challenge()).orElseThrow();
        assertThat(file.proof()).isPresent();
        assertThat(file.organisation().documents()).isNotEmpty();
    }

    @Test
    void the_log_of_a_bank_that_goes_on_working_never_alarms_the_wallet() throws Exception {
        Alice alice = Alice.enrolled();
        included(alice, answeredBy(alice).challenge());
        Alice somebodyElse = Alice.enrolled();
        included(somebodyElse, answeredBy(somebodyElse).challenge());

        ConsentRecord second = included(alice, answeredBy(alice).challenge());

        assertThat(alice.wallet().receipts().standing(second)).isInstanceOf(LogStanding.Included.class);
    }

    @Test
    void a_receipt_of_after_the_clock_jumped_back_is_proven_like_any_other_and_alarms_nobody() throws Exception {
        MovingClock clock = new MovingClock(Instant.now());
        QuarkusMock.installMockForType(clock, Clock.class);
        Alice alice = Alice.enrolled(clock);
        // So that the card is not of the future when the clock has jumped back.
        clock.passes(Duration.ofHours(3));
        included(alice, answeredBy(alice).challenge());
        clock.passes(Duration.ofHours(-2));

        answeredBy(alice);
        // The newest comes first, and the second answer is the older one by the clock.
        String second = alice.wallet().history().get(1).challenge();
        included(alice, second);

        assertThat(alice.wallet().receipts().verify(alice.wallet().history().get(1)))
                .isInstanceOf(Verification.Verified.class);
        assertThat(alice.wallet().history()).hasSize(2).allSatisfy(record -> assertThat(
                        alice.wallet().receipts().standing(record))
                .isInstanceOf(LogStanding.Included.class));
        assertThat(alice.wallet().receipts().look()).singleElement().satisfies(log -> assertThat(log.alarms())
                .isEmpty());
    }

    @Test
    void another_customers_wallet_cannot_fetch_the_proof_nor_learn_that_there_is_one() throws Exception {
        Alice alice = Alice.enrolled();
        Alice mallory = Alice.enrolled();
        String receipt = receiptId(included(alice, answeredBy(alice).challenge()));

        Response stolen = proof(receipt, mallory);
        Response unknown = proof("rcp_nothing", mallory);

        assertThat(proof(receipt, alice).statusCode()).isEqualTo(200);
        assertThat(stolen.statusCode()).isEqualTo(404);
        assertThat(stolen.jsonPath().getString("type"))
                .isEqualTo(unknown.jsonPath().getString("type"));
        assertThat(stolen.jsonPath().getString("detail"))
                .isEqualTo(unknown.jsonPath().getString("detail"));
    }

    @Test
    void without_the_key_of_a_wallet_there_is_no_proof() throws Exception {
        Alice alice = Alice.enrolled();
        String receipt = receiptId(included(alice, answeredBy(alice).challenge()));

        given().get("/wallet/v1/receipts/" + receipt + "/proof").then().statusCode(401);
    }
}
