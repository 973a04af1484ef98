package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.consent.ConsentDuringACallTest.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whoever asks again and again, until the customer taps "yes" to be left alone, is stopped. */
@QuarkusTest
class PushFatigueTest {
    private static final int MOST_OPEN = 3;
    private static final int MOST_IN_AN_HOUR = 12;
    private static final Duration SILENCE = Duration.ofMinutes(30);

    @Test
    void no_more_than_three_challenges_are_open_at_once() {
        Desk desk = Desk.answers(Alice.enrolled().number());
        Desk.Asked first = desk.asks(Map.of());
        desk.asks(Map.of());
        desk.asks(Map.of());

        assertTooMany(desk.tries(Map.of()), Duration.ofSeconds(30));

        cancels(first);
        desk.tries(Map.of()).statusCode(201);
    }

    @Test
    void another_conversation_does_not_get_around_the_limit() {
        Alice alice = Alice.enrolled();
        for (int asked = 0; asked < MOST_OPEN; asked++) {
            Desk.answers(alice.number()).asks(Map.of());
        }

        assertTooMany(Desk.answers(alice.number()).tries(Map.of()), Duration.ofSeconds(30));
    }

    @Test
    void asking_at_the_same_instant_does_not_slip_past_the_limit() throws Exception {
        Desk desk = Desk.answers(Alice.enrolled().number());
        ExecutorService agents = Executors.newFixedThreadPool(6);
        try {
            Callable<Integer> asks = () -> desk.tries(Map.of()).extract().statusCode();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : agents.invokeAll(List.of(asks, asks, asks, asks, asks, asks))) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(201, 429);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(MOST_OPEN);
        } finally {
            agents.shutdownNow();
        }
    }

    @Test
    void no_more_than_twelve_are_asked_in_an_hour_however_they_ended() {
        Desk desk = Desk.answers(Alice.enrolled().number());
        for (int asked = 0; asked < MOST_IN_AN_HOUR; asked++) {
            cancels(desk.asks(Map.of()));
        }

        assertTooMany(desk.tries(Map.of()), Duration.ofHours(1));

        later(Duration.ofMinutes(61));
        desk.tries(Map.of()).statusCode(201);
    }

    @Test
    void each_decline_halves_what_may_be_asked_in_the_hour() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        alice.wallet().decline(open(alice, desk.asks(Map.of())));
        // 12 became 6: four more pass, and the second decline makes it 3.
        for (int asked = 0; asked < 4; asked++) {
            cancels(desk.asks(Map.of()));
        }
        alice.wallet().decline(open(alice, desk.asks(Map.of())));

        desk.tries(Map.of())
                .statusCode(429)
                .body("detail", equalTo("6 challenges in the last hour, 2 declined (expected: < 3)."));
    }

    @Test
    void a_report_silences_every_agent_for_half_an_hour() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        alice.wallet().report(open(alice, desk.asks(Map.of())));

        assertTooMany(desk.tries(Map.of()), SILENCE);
        assertTooMany(Desk.answers(alice.number()).tries(Map.of()), SILENCE);

        later(SILENCE.plusSeconds(1));
        desk.tries(Map.of()).statusCode(201);
    }

    @Test
    void what_one_customer_was_asked_does_not_count_for_another() {
        Desk busy = Desk.answers(Alice.enrolled().number());
        for (int asked = 0; asked < MOST_OPEN; asked++) {
            busy.asks(Map.of());
        }

        Desk.answers(Alice.enrolled().number()).tries(Map.of()).statusCode(201);
    }

    private static void cancels(Desk.Asked asked) {
        as(asked.desk().agent(), "agent")
                .post("/api/v1/challenges/" + asked.id() + "/cancel")
                .then()
                .statusCode(200);
    }

    private static void assertTooMany(ValidatableResponse answer, Duration longestWait) {
        String wait = answer.statusCode(429).extract().header("Retry-After");
        assertThat(Long.parseLong(wait)).isBetween(1L, longestWait.toSeconds());
    }

    /** Lets time pass for the service, until the end of the test. */
    static void later(Duration time) {
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), time), Clock.class);
    }
}
