package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.log.TimelineVerdict;
import dev.countersign.service.interaction.ShownTimeline;
import dev.countersign.wallet.Opened;
import dev.countersign.wallet.Sent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Everything that happens in a call is in its timeline, in order. */
@QuarkusTest
class TimelineDuringACallTest {
    @Test
    void a_verified_call_from_its_beginning_to_its_end() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        desk.identity().statusCode(200);
        as(desk.agent(), "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("path", List.of("customer_number")))
                .post("/api/v1/interactions/" + desk.interaction() + "/identity/reveals")
                .then()
                .statusCode(200);
        desk.closes();

        ShownTimeline timeline = ShownTimeline.of(desk.interaction());
        assertThat(timeline.types().stream().filter(type -> !type.equals("challenge_delivered")))
                .containsExactly(
                        "interaction_opened",
                        "agent_joined",
                        "challenge_asked",
                        "challenge_answered",
                        "verdict",
                        "identity_viewed",
                        "identity_viewed",
                        "interaction_closed");
        assertThat(timeline.types().indexOf("challenge_delivered"))
                .isGreaterThan(timeline.types().indexOf("challenge_asked"))
                .isLessThan(timeline.types().indexOf("challenge_answered"));
        int verdict = timeline.types().indexOf("verdict");
        assertThat(timeline.data(verdict).path("state").asText()).isEqualTo("verified");
        assertThat(timeline.data(verdict).path("challenge").asText()).isEqualTo(asked.id());
        assertThat(timeline.data(verdict + 1).path("viewer").asText()).isEqualTo(desk.agent());
        assertThat(timeline.data(verdict + 1).path("covered").toString()).contains("customer_number");
        assertThat(timeline.data(verdict + 2).path("uncovered").toString()).isEqualTo("[\"customer_number\"]");
        assertThat(timeline.items().toString()).doesNotContain(alice.number());
        int entries = timeline.items().size();
        assertThat(timeline.check()).isEqualTo(new TimelineVerdict.Unbroken(entries, 0, OptionalInt.of(entries)));
    }

    @Test
    void a_wrong_number_a_report_and_the_fallback_are_in_it() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        approve(alice, asked, asked.otherNumber());
        Opened opened = alice.wallet().open(asked.request());
        alice.wallet().report(((Opened.Prompt) opened).prompt());
        as(desk.agent(), "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("outcome", "failed"))
                .post("/api/v1/interactions/" + desk.interaction() + "/fallback")
                .then()
                .statusCode(200);

        ShownTimeline timeline = ShownTimeline.of(desk.interaction());
        assertThat(timeline.types().stream().filter(type -> !type.equals("challenge_delivered")))
                .containsExactly(
                        "interaction_opened",
                        "agent_joined",
                        "challenge_asked",
                        "challenge_answered",
                        "verdict",
                        "challenge_answered",
                        "verdict",
                        "verdict");
        assertThat(timeline.items().stream()
                        .filter(item -> item.path("type").asText().equals("verdict"))
                        .map(item -> item.at("/record/data/reason").asText()
                                + item.at("/record/data/state").asText()))
                .containsExactly("wrong-numberopened", "reported", "");
        assertThat(timeline.data(timeline.items().size() - 1).path("fallback").asText())
                .isEqualTo("failed");
        assertThat(timeline.check())
                .isEqualTo(new TimelineVerdict.Unbroken(timeline.items().size(), 0, OptionalInt.empty()));
    }

    @Test
    void what_is_asked_when_the_call_ends_ends_before_it() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        desk.asks(Map.of());
        as("staff:boss", "supervisor")
                .contentType(ContentType.JSON)
                .body(Map.of("agent", "staff:eve", "state", "closed"))
                .patch("/api/v1/interactions/" + desk.interaction())
                .then()
                .statusCode(200);

        ShownTimeline timeline = ShownTimeline.of(desk.interaction());
        assertThat(timeline.types()).endsWith("agent_left", "agent_joined", "verdict", "interaction_closed");
        assertThat(timeline.items()
                        .get(timeline.items().size() - 1)
                        .at("/record/entries")
                        .intValue())
                .isEqualTo(timeline.items().size());
    }

    @Test
    void what_is_asked_when_the_customer_is_erased_ends_and_all_that_says_whom_it_was_about_is_gone() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        desk.asks(Map.of());
        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        ShownTimeline timeline = ShownTimeline.of(desk.interaction());
        int last = timeline.items().size() - 1;
        assertThat(timeline.types()).endsWith("verdict");
        assertThat(timeline.data(last).path("state").asText()).isEqualTo("cancelled");
        assertThat(timeline.items().subList(0, last)).isNotEmpty().allSatisfy(item -> assertThat(item.has("record"))
                .isFalse());
        assertThat(timeline.check()).isEqualTo(new TimelineVerdict.Unbroken(last + 1, last, OptionalInt.empty()));
    }

    @Test
    void of_agents_who_take_a_call_from_each_other_at_once_each_joins_when_the_other_has_left() throws Exception {
        String interaction = as("client:ccaas", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", Alice.registered()))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ExecutorService people = Executors.newFixedThreadPool(6);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String agent = "staff:agent" + i;
            work.add(() -> as("client:ccaas", "scope:interactions")
                    .contentType(ContentType.JSON)
                    .body(Map.of("agent", agent))
                    .patch("/api/v1/interactions/" + interaction)
                    .statusCode());
        }
        for (Future<Integer> done : people.invokeAll(work)) {
            assertThat(done.get()).isEqualTo(200);
        }
        people.shutdown();

        ShownTimeline timeline = ShownTimeline.of(interaction);
        assertThat(timeline.items()).hasSize(24);
        for (int joined = 1; joined < 23; joined += 2) {
            assertThat(timeline.types().subList(joined, joined + 2)).containsExactly("agent_joined", "agent_left");
            assertThat(timeline.data(joined)).isEqualTo(timeline.data(joined + 1));
        }
        assertThat(timeline.types()).endsWith("agent_joined");
        assertThat(timeline.check()).isEqualTo(new TimelineVerdict.Unbroken(24, 0, OptionalInt.empty()));
    }

    @Test
    void a_consent_that_is_withdrawn_is_in_it() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        Desk.Asked asked = desk.asks(Map.of());
        assertThat(approve(alice, asked, asked.number())).isInstanceOf(Sent.Accepted.class);
        assertThat(alice.wallet().withdraw(alice.wallet().history().get(0))).isInstanceOf(Sent.Accepted.class);

        ShownTimeline timeline = ShownTimeline.of(desk.interaction());
        assertThat(timeline.types()).endsWith("verdict", "consent_withdrawn");
    }
}
