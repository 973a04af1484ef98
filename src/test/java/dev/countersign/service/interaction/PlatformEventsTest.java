package dev.countersign.service.interaction;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.interaction.Platform.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.protocol.log.TimelineVerdict;
import dev.countersign.service.consent.Alice;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What platforms say that happened: in order, each once, from several sources. */
@QuarkusTest
class PlatformEventsTest {
    @Test
    void events_of_several_sources_are_merged_in_the_order_in_which_they_came() {
        Platform platform = Platform.talksTo(Alice.registered());

        platform.says(event("telephony", "c1", "type", "call_started"));
        platform.says(List.of(event("chat", "m1"), event("telephony", "c2", "type", "call_transferred")));
        platform.says(event("mail", "e1", "at", "2020-01-01T13:00:00.123+02:00"));
        platform.closes();

        ShownTimeline timeline = platform.timeline();
        assertThat(timeline.types())
                .containsExactly(
                        "interaction_opened",
                        "event_added",
                        "message_added",
                        "event_added",
                        "message_added",
                        "interaction_closed");
        assertThat(timeline.events()).containsExactly("c1", "m1", "c2", "e1");
        assertThat(timeline.items().get(4).path("at").asText()).isEqualTo("2020-01-01T11:00:00.123Z");
        assertThat(timeline.data(2).at("/data/text").asText()).isEqualTo("Hello");
        assertThat(timeline.check()).isEqualTo(new TimelineVerdict.Unbroken(6, 0, OptionalInt.of(6)));
    }

    @Test
    void the_same_event_again_gets_the_same_answer_and_is_taken_once() {
        Platform platform = Platform.talksTo(Alice.registered());

        String first =
                platform.tries(event("chat", "m1")).statusCode(200).extract().asString();
        String again =
                platform.tries(event("chat", "m1")).statusCode(200).extract().asString();
        List<Integer> positions = platform.says(List.of(event("chat", "m2"), event("chat", "m1"), event("chat", "m2")));

        assertThat(again).isEqualTo(first);
        assertThat(positions).containsExactly(2, 1, 2);
        assertThat(platform.timeline().events()).containsExactly("m1", "m2");
    }

    @Test
    void the_same_id_of_another_source_or_in_another_interaction_is_another_event() {
        Platform one = Platform.talksTo(Alice.registered());
        Platform other = Platform.talksTo(Alice.registered());

        one.says(List.of(event("chat", "m1"), event("mail", "m1")));
        other.says(event("chat", "m1", "type", "note"));

        assertThat(one.timeline().events()).containsExactly("m1", "m1");
        assertThat(other.timeline().types()).containsExactly("interaction_opened", "event_added");
    }

    @ParameterizedTest
    @CsvSource({"type,email", "at,2026-11-23T12:00:01Z", "data,"})
    void a_source_that_rewrites_what_it_has_said_is_refused_and_nothing_of_the_request_is_taken(
            String member, String value) {
        Platform platform = Platform.talksTo(Alice.registered());
        platform.says(event("chat", "m1"));

        platform.tries(List.of(
                        event("chat", "m2"),
                        event("chat", "m1", member, value == null ? Map.of("text", "Goodbye", "n", 1) : value)))
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/1/source_event_id"));

        assertThat(platform.timeline().events()).containsExactly("m1");
    }

    @Test
    void sources_that_speak_at_once_make_one_chain_without_a_gap() throws Exception {
        Platform platform = Platform.talksTo(Alice.registered());
        List<Callable<List<Integer>>> work = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String id = "e" + i / 2;
            String source = i % 4 < 2 ? "telephony" : "chat";
            // Each is said twice, at once: a platform that did not wait for the answer.
            work.add(() -> platform.says(List.of(event(source, id), event(source, id + "b"))));
        }
        ExecutorService people = Executors.newFixedThreadPool(6);
        List<Integer> positions = new ArrayList<>();
        for (Future<List<Integer>> done : people.invokeAll(work)) {
            positions.addAll(done.get());
        }
        people.shutdown();

        assertThat(positions.stream().distinct().sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
        assertThat(platform.timeline().events()).hasSize(24).doesNotHaveDuplicates();
        assertThat(platform.timeline().check()).isEqualTo(new TimelineVerdict.Unbroken(25, 0, OptionalInt.empty()));
    }

    @Test
    void what_comes_after_the_end_is_taken_and_marked_late() {
        Platform platform = Platform.talksTo(Alice.registered());
        platform.says(event("telephony", "c1"));
        platform.closes();

        platform.says(event("telephony", "c2", "type", "call_ended"));

        ShownTimeline timeline = platform.timeline();
        assertThat(timeline.types())
                .containsExactly("interaction_opened", "message_added", "interaction_closed", "event_added");
        assertThat(timeline.data(1).has("late")).isFalse();
        assertThat(timeline.data(3).path("late").asBoolean()).isTrue();
        assertThat(timeline.check()).isEqualTo(new TimelineVerdict.Unbroken(4, 0, OptionalInt.of(3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source|with space",
                "source|",
                "source_event_id|",
                "source_event_id|a\u0007b",
                "type|interaction_closed",
                "at|yesterday",
                "at|2126-11-23T12:00:00Z",
                "at|-900000000-01-01T00:00:00Z",
                "data|text"
            })
    void an_event_that_is_none_is_refused_with_its_place(String member, String value) {
        Platform platform = Platform.talksTo(Alice.registered());

        platform.tries(List.of(event("chat", "m1"), event("chat", "m2", member, value == null ? "" : value)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/1/" + member));
        platform.tries(event("chat", "m2", member, value == null ? "" : value))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + member));

        assertThat(platform.timeline().events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9007199254740992", "-9007199254740992", "1e400", "[[1e2]]"})
    void a_number_that_the_commitment_could_confuse_with_another_is_refused(String number) {
        Platform platform = Platform.talksTo(Alice.registered());

        platform.tries(
                        "{\"source\":\"chat\",\"source_event_id\":\"m1\",\"type\":\"note\",\"at\":\"2026-11-23T12:00:00Z\","
                                + "\"data\":{\"n\":" + number + "}}")
                .statusCode(400);
        platform.says(
                "{\"source\":\"chat\",\"source_event_id\":\"m1\",\"type\":\"note\",\"at\":\"2026-11-23T12:00:00Z\","
                        + "\"data\":{\"n\":9007199254740991}}");
        assertThat(platform.timeline().check()).isEqualTo(new TimelineVerdict.Unbroken(2, 0, OptionalInt.empty()));
    }

    @Test
    void data_that_could_be_kept_but_not_read_again_is_refused() {
        Platform platform = Platform.talksTo(Alice.registered());

        platform.tries(event("chat", "m1", "data", nested(17)))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/data"));
        platform.says(event("chat", "m1", "data", nested(16)));

        assertThat(platform.says(event("chat", "m1", "data", nested(16)))).containsExactly(1);
        assertThat(platform.timeline().events()).containsExactly("m1");
    }

    private static Map<String, Object> nested(int levels) {
        return levels == 1 ? Map.of() : Map.of("in", nested(levels - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[null]", "{}", "\"text\"", "[[]]", ""})
    void a_body_that_holds_no_event_is_refused(String body) {
        Platform.talksTo(Alice.registered()).tries(body).statusCode(400);
    }

    @Test
    void more_events_than_five_hundred_are_refused_and_an_object_that_is_too_large_too() {
        Platform platform = Platform.talksTo(Alice.registered());

        platform.tries(IntStream.rangeClosed(0, 500)
                        .mapToObj(i -> event("chat", "m" + i))
                        .toList())
                .statusCode(400);
        platform.tries(event("chat", "m", "data", Map.of("text", "x".repeat(16_384))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/data"));
    }

    @Test
    void an_agent_writes_no_history_and_reads_none() {
        Platform platform = Platform.talksTo(Alice.registered());

        as("staff:maria", "agent", "supervisor", "admin")
                .contentType(ContentType.JSON)
                .body(event("chat", "m1"))
                .post("/api/v1/interactions/" + platform.interaction() + "/events")
                .then()
                .statusCode(403);
        as("staff:maria", "agent")
                .get("/api/v1/interactions/" + platform.interaction() + "/timeline")
                .then()
                .statusCode(403);
    }

    @Test
    void there_is_no_timeline_of_an_interaction_that_is_not_there() {
        new Platform("int_nobody").tries(event("chat", "m1")).statusCode(404);
        as("staff:audit", "auditor")
                .get("/api/v1/interactions/int_nobody/timeline")
                .then()
                .statusCode(404);
        as("staff:audit", "auditor")
                .queryParam("cursor", "eHk")
                .get("/api/v1/interactions/"
                        + Platform.talksTo(Alice.registered()).interaction() + "/timeline")
                .then()
                .statusCode(400);
    }
}
