package dev.countersign.service.consent;

import static dev.countersign.service.consent.ConsentDuringACallTest.approve;
import static dev.countersign.service.consent.ConsentDuringACallTest.open;
import static dev.countersign.service.consent.PushFatigueTest.later;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Selection;
import dev.countersign.wallet.TypedNumber;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page behind the address that is sent in a chat: anybody may have got hold of it. */
@QuarkusTest
class RequestPageTest {
    @Test
    void the_page_has_a_code_to_scan_and_a_link_to_tap() {
        Desk.Asked asked = asked(Alice.enrolled());

        page(asked, "en")
                .statusCode(200)
                .body(containsString("has a question for you"))
                .body(containsString("data:image/svg+xml"))
                .body(containsString("href=\"openid4vp://?"));
    }

    @Test
    void the_page_tells_whoever_has_its_address_nothing_about_the_customer_the_agent_or_the_purpose() {
        Alice alice = Alice.enrolled();
        Desk.Asked asked =
                Desk.answers(alice.number()).asks(Map.of("purpose", "change_address", "binding_message", "Für Alice"));

        page(asked, "en")
                .body(not(containsString("Alice")))
                .body(not(containsString(alice.number())))
                .body(not(containsString(asked.number() + "<")))
                .body(not(containsString("maria")))
                .body(not(containsString("address")));
    }

    @Test
    void the_page_is_not_kept_not_framed_not_referred_to_and_runs_only_what_is_ours() {
        page(asked(Alice.enrolled()), "en")
                .header("Cache-Control", equalTo("no-store"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("X-Robots-Tag", equalTo("noindex"))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("default-src 'none'"), containsString("frame-ancestors 'none'")))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @ParameterizedTest
    @CsvSource({"es, tiene una pregunta", "ja, 確認のお願い", "fr, has a question", "'fr, ja;q=0.5', 確認のお願い"})
    void the_page_speaks_the_customers_language(String wanted, String words) {
        page(asked(Alice.enrolled()), wanted).body(containsString(words));
    }

    @Test
    void looking_at_the_page_changes_nothing_as_chat_programs_look_by_themselves() {
        Desk.Asked asked = asked(Alice.enrolled());
        String before = asked.state();

        page(asked, "en").statusCode(200);
        given().head(path(asked)).then().statusCode(200);

        assertThat(asked.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "x", "..%2f..%2fapi", "%00", "AAAAAAAAAAAAAAAAAAAAAA=="})
    void a_guessed_address_is_answered_as_one_that_is_over(String token) {
        given().urlEncodingEnabled(false)
                .get("/r/" + token)
                .then()
                .statusCode(410)
                .body(containsString("not in use any more"), not(containsString("openid4vp")));
        given().urlEncodingEnabled(false).get("/r/" + token + "/events").then().statusCode(404);
    }

    @Test
    void after_the_answer_and_after_its_time_the_page_is_over() {
        Alice alice = Alice.enrolled();
        Desk.Asked answered = asked(alice);
        approve(alice, answered, answered.number());
        page(answered, "en").statusCode(410);

        Desk.Asked late = asked(Alice.enrolled());
        later(Duration.ofMinutes(2).plusSeconds(1));
        page(late, "en").statusCode(410);
    }

    @Test
    @Timeout(60)
    void the_page_is_told_when_the_request_is_opened_and_when_it_is_done_and_then_the_stream_ends() throws Exception {
        Alice alice = Alice.enrolled();
        Desk.Asked asked = asked(alice);
        try (BufferedReader stream = stream(asked)) {
            assertThat(next(stream)).isEqualTo("waiting");
            ConsentPrompt prompt = open(alice, asked);
            assertThat(next(stream)).isEqualTo("opened");

            alice.wallet().approve(prompt, Selection.requiredOnly().typing(new TypedNumber(asked.number())));

            assertThat(next(stream)).isEqualTo("done");
            assertThat(stream.readLine()).isIn("", null);
            assertThat(stream.readLine()).isNull();
        }
    }

    @Test
    @Timeout(60)
    void that_the_question_reached_a_phone_does_not_end_the_page() throws Exception {
        Alice alice = Alice.enrolled();
        try (var inbox = TroubleDuringACallTest.Listening.of(alice)) {
            Desk.Asked asked = asked(alice);
            inbox.challenge();
            DeliveryReceiptsTest.becomes(asked, "inbox", "delivered");

            try (BufferedReader stream = stream(asked)) {
                assertThat(next(stream)).isEqualTo("waiting");
                open(alice, asked);
                assertThat(next(stream)).isEqualTo("opened");
            }
        }
    }

    @Test
    @Timeout(60)
    void a_fraud_report_and_a_decline_look_alike_to_whoever_watches_the_page() throws Exception {
        List<String> told = new ArrayList<>();
        for (boolean reports : new boolean[] {true, false}) {
            Alice alice = Alice.enrolled();
            Desk.Asked asked = asked(alice);
            try (BufferedReader stream = stream(asked)) {
                ConsentPrompt prompt = open(alice, asked);
                if (reports) {
                    alice.wallet().report(prompt);
                } else {
                    alice.wallet().decline(prompt);
                }
                String last = next(stream);
                while (!last.equals("over")) {
                    last = next(stream);
                }
                told.add(last + stream.readLine() + stream.readLine());
            }
        }
        assertThat(told.get(0)).isEqualTo(told.get(1));
    }

    @Test
    @Timeout(60)
    void a_crowd_on_one_page_is_turned_away() throws Exception {
        Desk.Asked asked = asked(Alice.enrolled());
        List<BufferedReader> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                crowd.add(stream(asked));
            }
            given().get(path(asked) + "/events").then().statusCode(429);
        } finally {
            for (BufferedReader one : crowd) {
                one.close();
            }
        }
    }

    private static Desk.Asked asked(Alice alice) {
        return Desk.answers(alice.number()).asks(Map.of());
    }

    private static String path(Desk.Asked asked) {
        return URI.create(asked.json().getString("request.page")).getPath();
    }

    private static ValidatableResponse page(Desk.Asked asked, String language) {
        return given().header("Accept-Language", language).get(path(asked)).then();
    }

    private static BufferedReader stream(Desk.Asked asked) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(asked.json().getString("request.page") + "/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader stream) throws IOException {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            assertThat(line).doesNotStartWith("id:");
            if (line.startsWith("data:")) {
                return line.substring("data:".length()).strip();
            }
        }
        throw new AssertionError("the stream ended");
    }
}
