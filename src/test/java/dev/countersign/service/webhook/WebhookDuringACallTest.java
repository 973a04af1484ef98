package dev.countersign.service.webhook;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.Dependency;
import dev.countersign.protocol.Verification;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.consent.ChallengeId;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.consent.ConsentChallenge;
import dev.countersign.service.consent.ExpireChallenges;
import dev.countersign.service.consent.Outcome;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.Sent;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way that a challenge ends is told to the bank's systems, without a word about the customer. */
@QuarkusTest
class WebhookDuringACallTest {
    private static final String[] ALL = {
        "challenge.verified",
        "challenge.declined",
        "challenge.reported",
        "challenge.rejected",
        "challenge.undecided",
        "challenge.expired",
        "challenge.cancelled",
        "interaction.opened",
        "interaction.closed"
    };

    @Inject
    ExpireChallenges expireChallenges;

    @Inject
    Challenges challenges;

    @Inject
    TellChallenges tellChallenges;

    @Inject
    Clock clock;

    private final String external = "conversation-" + UUID.randomUUID();
    private Receiver receiver;
    private Administrator.Endpoint endpoint;
    private Alice alice;
    private String interaction;
    private JsonPath asked;

    @BeforeEach
    void a_customer_calls_and_is_asked() {
        alice = Alice.enrolled();
        receiver = new Receiver();
        endpoint = Administrator.adds(receiver.uri(), ALL);
        interaction = as("client:desk", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "channel",
                        "voice",
                        "direction",
                        "inbound",
                        "customer_number",
                        alice.number(),
                        "external_id",
                        external))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        asked = as("client:desk", "scope:challenges")
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + interaction + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @AfterEach
    void the_endpoint_is_removed() {
        endpoint.close();
        receiver.close();
    }

    @Test
    void consent_is_told_with_the_platforms_own_id_and_nothing_personal() {
        ConsentPrompt prompt = open();
        assertThat(alice.wallet()
                        .approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.getString("number")))))
                .isInstanceOf(Sent.Accepted.class);

        Receiver.Received told = next("challenge.verified");

        assertThat(told.verify(endpoint.secret())).isInstanceOf(Verification.Verified.class);
        assertThat(told.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(told.json().path("data").path("challenge").asText()).isEqualTo(asked.getString("id"));
        assertThat(told.json().path("data").path("interaction").asText()).isEqualTo(interaction);
        assertThat(told.json().path("data").path("external_id").asText()).isEqualTo(external);
        assertThat(told.json().path("data").path("purpose").path("name").asText())
                .isEqualTo("verify_caller");
        assertThat(told.json().toString()).doesNotContain("Alice", "Example", alice.number());
        assertThat(told.body().length).isLessThan(1_000);
    }

    @Test
    void a_no_is_told() {
        alice.wallet().decline(open());
        assertThat(next("challenge.declined").json().path("data").path("state").asText())
                .isEqualTo("declined");
    }

    @Test
    void a_report_of_fraud_is_told() {
        alice.wallet().report(open());
        next("challenge.reported");
    }

    @Test
    void three_wrong_numbers_are_told_once_with_their_reason() {
        String wrong = asked.getString("number").equals("42") ? "43" : "42";
        ConsentPrompt prompt = open();
        for (int attempt = 0; attempt < 3; attempt++) {
            alice.wallet().approve(prompt, Selection.requiredOnly().typing(new TypedNumber(wrong)));
        }
        assertThat(next("challenge.rejected").json().path("data").path("reason").asText())
                .isEqualTo("wrong-number");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void a_challenge_that_nobody_answered_is_told() {
        Clock real = Clock.systemUTC();
        // The receiver's clock goes with the service's.
        QuarkusMock.installMockForType(Clock.offset(real, Duration.ofMinutes(4)), Clock.class);
        expireChallenges.expire();
        next("challenge.expired");
    }

    @Test
    void what_could_not_be_checked_is_told_with_what_did_not_answer() {
        QuarkusTransaction.requiringNew().run(() -> {
            ConsentChallenge waiting =
                    challenges.find(new ChallengeId(asked.getString("id"))).orElseThrow();
            tellChallenges.moved(((ConsentChallenge.Unended) waiting)
                    .ended(new Outcome.Undecided(Dependency.STATUS_LIST, Duration.ofSeconds(10)), clock.instant()));
        });
        assertThat(next("challenge.undecided")
                        .json()
                        .path("data")
                        .path("dependency")
                        .asText())
                .isEqualTo("status-list");
    }

    @Test
    void the_end_of_a_conversation_and_of_what_was_open_in_it_are_told() {
        next("interaction.opened");
        as("client:desk", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
        Receiver.Received first = receiver.next();
        Receiver.Received second = receiver.next();
        assertThat(java.util.List.of(first.type(), second.type()))
                .containsExactlyInAnyOrder("challenge.cancelled", "interaction.closed");
    }

    private ConsentPrompt open() {
        Opened opened = alice.wallet().open(URI.create(asked.getString("request.uri")));
        return ((Opened.Prompt) opened).prompt();
    }

    private Receiver.Received next(String type) {
        Receiver.Received told = receiver.next();
        // The beginning of the conversation is told beside it, in any order.
        if (told.type().equals("interaction.opened") && !type.equals("interaction.opened")) {
            told = receiver.next();
        }
        assertThat(told.type()).isEqualTo(type);
        return told;
    }
}
