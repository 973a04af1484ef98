package dev.countersign.service.console.web;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.SortableIds;
import dev.countersign.wallet.ConsentPrompt;
import dev.countersign.wallet.Opened;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The supervisor's figures. Each test has a month of its own in a year that no other test reaches, filled with what was
 * asked in it.
 */
@QuarkusTest
class StatisticsTest {
    @Inject
    DataSource database;

    @Inject
    SortableIds ids;

    /** A challenge that was asked at that time and ended after so long. */
    private record Past(Instant asked, String purpose, String state, Duration took) {}

    private String interaction(String agent) {
        return as("staff:" + agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", "nobody-1"))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void happened(List<Past> challenges) throws SQLException {
        String interaction = interaction("stat");
        // Made within one millisecond they are in no order; these are given to what happened in the order it is told.
        List<String> inOrder = Stream.generate(() -> ids.make("chl"))
                .limit(challenges.size())
                .sorted()
                .toList();
        for (int i = 0; i < challenges.size(); i++) {
            happened(inOrder.get(i), interaction, challenges.get(i));
        }
    }

    private void happened(String id, String interaction, Past past) throws SQLException {
        String insert = "insert into consent_challenge (id, interaction_id, customer_id, purpose_name, purpose_version,"
                + " call_binding, wallet_profile, asked_by, agent_name, transaction_id, request_uri, state,"
                + " failed_attempts, asked_at, expires_at, ended_at, page_token)"
                + " select ?, ?, 'cus_stat', ?, min(version), 'none', 'own', 'staff:stat', 'Maria', 'x', 'x', ?, 0, ?, ?, ?, ?"
                + " from purpose where name = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            boolean ended = !past.state().equals("opened");
            statement.setString(1, id);
            statement.setString(2, interaction);
            statement.setString(3, past.purpose());
            statement.setString(4, past.state());
            statement.setTimestamp(5, Timestamp.from(past.asked()));
            // Never due while this test's rows are there.
            statement.setTimestamp(6, Timestamp.from(past.asked().plus(Duration.ofDays(1))));
            statement.setTimestamp(7, ended ? Timestamp.from(past.asked().plus(past.took())) : null);
            statement.setString(8, ids.make("page"));
            statement.setString(9, past.purpose());
            statement.executeUpdate();
        }
    }

    private static ValidatableResponse asks(Map<String, String> parameters) {
        return as("staff:sven", "supervisor")
                .queryParams(parameters)
                .get("/api/v1/statistics")
                .then();
    }

    private static JsonPath figures(Map<String, String> parameters) {
        return asks(parameters).statusCode(200).extract().jsonPath();
    }

    private static Past past(String asked, String purpose, String state, int seconds) {
        return new Past(Instant.parse(asked), purpose, state, Duration.ofSeconds(seconds));
    }

    @Test
    void every_question_is_counted_once_in_the_state_it_stands_in() throws SQLException {
        happened(List.of(
                past("2031-01-10T09:00:00Z", "verify_caller", "verified", 8),
                past("2031-01-10T09:30:00Z", "verify_caller", "verified", 12),
                past("2031-01-10T10:00:00Z", "verify_caller", "declined", 5),
                past("2031-01-10T10:10:00Z", "change_address", "reported", 5),
                past("2031-01-10T10:20:00Z", "change_address", "rejected", 5),
                past("2031-01-10T10:30:00Z", "change_address", "undecided", 5),
                past("2031-01-10T11:00:00Z", "change_address", "expired", 120),
                past("2031-01-10T11:00:01Z", "change_address", "cancelled", 2),
                past("2031-01-10T23:59:59Z", "change_address", "opened", 0),
                past("2031-01-11T00:00:00Z", "change_address", "verified", 1)));

        JsonPath day = figures(Map.of("since", "2031-01-10T00:00:00Z", "until", "2031-01-11T00:00:00Z"));

        assertThat(day.getMap("totals"))
                .containsEntry("asked", 9)
                .containsEntry("verified", 2)
                .containsEntry("declined", 1)
                .containsEntry("reported", 1)
                .containsEntry("rejected", 1)
                .containsEntry("undecided", 1)
                .containsEntry("expired", 1)
                .containsEntry("cancelled", 1)
                .containsEntry("open", 1);
        assertThat(day.getString("step")).isEqualTo("PT1H");
        assertThat(day.getList("series")).hasSize(24);
        assertThat(day.getInt("series[9].counts.verified")).isEqualTo(2);
        assertThat(day.getString("series[9].from")).isEqualTo("2031-01-10T09:00:00Z");
        assertThat(day.getList("purposes.purpose")).containsExactly("change_address", "verify_caller");
        assertThat(day.getInt("purposes[1].counts.asked")).isEqualTo(3);

        JsonPath one = figures(
                Map.of("since", "2031-01-10T00:00:00Z", "until", "2031-01-11T00:00:00Z", "purpose", "verify_caller"));
        assertThat(one.getInt("totals.asked")).isEqualTo(3);
        assertThat(one.getList("purposes.purpose")).containsExactly("verify_caller");
    }

    @Test
    void percentiles_are_of_enough_answers_or_not_told() throws SQLException {
        happened(Collections.nCopies(4, past("2031-02-01T09:00:00Z", "verify_caller", "verified", 10)));
        Map<String, String> period = Map.of("since", "2031-02-01T00:00:00Z", "until", "2031-02-02T00:00:00Z");
        assertThat(figures(period).getMap("time_to_verified")).isEqualTo(Map.of("count", 4));

        happened(Collections.nCopies(10, past("2031-02-01T09:05:00Z", "verify_caller", "verified", 20)));
        assertThat(figures(fresh(period)).getMap("time_to_verified")).isEqualTo(Map.of("count", 14, "p50", "PT20S"));

        happened(Collections.nCopies(6, past("2031-02-01T09:07:00Z", "verify_caller", "verified", 60)));
        // percentile_cont of 4 x 10 s, 10 x 20 s, 6 x 60 s
        assertThat(figures(fresh(fresh(period))).getMap("time_to_verified"))
                .isEqualTo(Map.of("count", 20, "p50", "PT20S", "p95", "PT1M"));
    }

    /** The same period in other words, so that it is counted now and not remembered. */
    private static Map<String, String> fresh(Map<String, String> period) {
        Instant until = Instant.parse(period.get("until")).plusSeconds(1);
        return Map.of("since", period.get("since"), "until", until.toString());
    }

    @Test
    void hours_and_days_are_those_of_the_clock_on_the_wall() throws SQLException {
        // In Madrid the clock goes from 02:00 to 03:00 in this night.
        happened(List.of(
                past("2031-03-30T00:30:00Z", "verify_caller", "verified", 5),
                past("2031-03-30T01:30:00Z", "verify_caller", "verified", 5),
                past("2031-03-29T22:59:59Z", "verify_caller", "verified", 5)));

        JsonPath day = figures(
                Map.of("since", "2031-03-29T23:00:00Z", "until", "2031-03-30T22:00:00Z", "time_zone", "Europe/Madrid"));
        assertThat(day.getList("series")).hasSize(23);
        assertThat(day.getInt("hours_of_day[1].counts.asked")).isEqualTo(1);
        assertThat(day.getInt("hours_of_day[2].counts.asked")).isZero();
        assertThat(day.getInt("hours_of_day[3].counts.asked")).isEqualTo(1);

        JsonPath days = figures(
                Map.of("since", "2031-03-28T23:00:00Z", "until", "2031-03-31T22:00:00Z", "time_zone", "Europe/Madrid"));
        assertThat(days.getString("step")).isEqualTo("P1D");
        assertThat(days.getList("series.from"))
                .containsExactly("2031-03-28T23:00:00Z", "2031-03-29T23:00:00Z", "2031-03-30T22:00:00Z");
        assertThat(days.getList("series.counts.asked")).containsExactly(1, 2, 0);
    }

    @Test
    void a_zone_with_half_hours_has_its_own_hours() throws SQLException {
        happened(List.of(past("2031-04-01T18:40:00Z", "verify_caller", "verified", 5)));

        JsonPath day = figures(
                Map.of("since", "2031-04-01T18:30:00Z", "until", "2031-04-02T18:30:00Z", "time_zone", "Asia/Kolkata"));

        assertThat(day.getString("series[0].from")).isEqualTo("2031-04-01T18:30:00Z");
        assertThat(day.getInt("series[0].counts.asked")).isEqualTo(1);
        assertThat(day.getInt("hours_of_day[0].counts.asked")).isEqualTo(1);
    }

    @Test
    void the_fallback_figure_is_of_interactions_in_which_anything_was_asked() throws SQLException {
        String asked = interaction("stat");
        String asked2 = interaction("stat");
        String never = interaction("stat");
        happened(ids.make("chl"), asked, past("2031-05-01T09:00:00Z", "verify_caller", "expired", 120));
        happened(ids.make("chl"), asked, past("2031-05-01T09:05:00Z", "verify_caller", "expired", 120));
        happened(ids.make("chl"), asked2, past("2031-05-01T09:00:00Z", "verify_caller", "verified", 9));
        fellBack(asked, "2031-05-01T09:10:00Z");
        fellBack(asked, "2031-05-01T09:11:00Z");
        fellBack(never, "2031-05-01T09:12:00Z");
        Map<String, String> day = Map.of("since", "2031-05-01T00:00:00Z", "until", "2031-05-02T00:00:00Z");

        assertThat(figures(day).getMap("fallback")).isEqualTo(Map.of("interactions", 2, "of", 3));
        // Where nothing was asked, it was not for this purpose either.
        assertThat(figures(Map.of("since", day.get("since"), "until", day.get("until"), "purpose", "verify_caller"))
                        .getMap("fallback"))
                .isEqualTo(Map.of("interactions", 1, "of", 2));
    }

    private void fellBack(String interaction, String at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into interaction_fallback (interaction_id, outcome, decided_by, decided_at)"
                                + " values (?, 'passed', 'staff:stat', ?)")) {
            statement.setString(1, interaction);
            statement.setTimestamp(2, Timestamp.from(Instant.parse(at)));
            statement.executeUpdate();
        }
    }

    @Test
    void what_happens_now_is_in_the_next_look_and_nothing_new_is_not_sent_again() {
        Map<String, String> now = Map.of("since", Instant.now().minusSeconds(5).toString());
        int before = figures(now).getInt("totals.reported");
        Alice alice = Alice.enrolled();
        String id = as("staff:stat", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", alice.number()))
                .post("/api/v1/interactions")
                .then()
                .extract()
                .path("id");
        URI request = URI.create(as("staff:stat", "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + id + "/challenges")
                .then()
                .statusCode(201)
                .extract()
                .path("request.uri"));
        ConsentPrompt prompt = ((Opened.Prompt) alice.wallet().open(request)).prompt();
        alice.wallet().report(prompt);

        // Another question: what is remembered of the first may be a second old.
        Map<String, String> after =
                Map.of("since", Instant.now().minusSeconds(60).toString());
        ValidatableResponse answer = asks(after).statusCode(200);
        assertThat(answer.extract().jsonPath().getInt("totals.reported")).isGreaterThan(before);
        String tag = answer.extract().header("ETag");
        as("staff:sven", "supervisor")
                .header("If-None-Match", tag)
                .queryParams(after)
                .get("/api/v1/statistics")
                .then()
                .statusCode(304);

        JsonPath reports = as("staff:sven", "supervisor")
                .queryParams(after)
                .get("/api/v1/fraud_reports")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(reports.getString("items[0].interaction")).isEqualTo(id);
        assertThat(reports.getString("items[0].agent")).isEqualTo("stat");
        assertThat(reports.prettify()).doesNotContain(alice.number()).doesNotContain("cus_");
    }

    @Test
    void reports_come_in_pages_newest_first() throws SQLException {
        happened(List.of(
                past("2031-06-01T09:00:00Z", "verify_caller", "reported", 5),
                past("2031-06-01T10:00:00Z", "change_address", "reported", 5),
                past("2031-06-01T11:00:00Z", "verify_caller", "reported", 5),
                past("2031-06-01T12:00:00Z", "verify_caller", "verified", 5)));
        Map<String, String> day = Map.of("since", "2031-06-01T00:00:00Z", "until", "2031-06-02T00:00:00Z");

        JsonPath first = as("staff:sven", "supervisor")
                .queryParams(day)
                .queryParam("limit", 2)
                .get("/api/v1/fraud_reports")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(first.getList("items.reported_at")).containsExactly("2031-06-01T11:00:05Z", "2031-06-01T10:00:05Z");
        assertThat(as("staff:sven", "supervisor")
                        .queryParams(day)
                        .queryParam("cursor", first.getString("next_cursor"))
                        .get("/api/v1/fraud_reports")
                        .then()
                        .extract()
                        .jsonPath()
                        .getList("items.asked_at"))
                .containsExactly("2031-06-01T09:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "since=2031-01-01",
                "until=%00",
                "time_zone=Mars/Olympus",
                "purpose=Robert');",
                "since=-999999999-01-01T00:00:00Z",
                "until=+999999999-12-31T23:59:59Z"
            })
    void what_is_no_period_is_refused(String parameter) {
        as("staff:sven", "supervisor")
                .urlEncodingEnabled(false)
                .get("/api/v1/statistics?" + parameter)
                .then()
                .statusCode(400)
                .body("type", containsString("malformed-request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=2031-01-01T00:00:00Z&until=2031-01-01T00:00:00Z",
                "since=2031-01-02T00:00:00Z&until=2031-01-01T00:00:00Z",
                "since=2030-01-01T00:00:00Z&until=2031-01-01T00:00:00Z"
            })
    void a_period_that_would_keep_the_database_busy_is_refused(String period) {
        as("staff:sven", "supervisor")
                .get("/api/v1/statistics?" + period)
                .then()
                .statusCode(422)
                .body("type", containsString("invalid-value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/statistics", "/api/v1/fraud_reports"})
    void figures_are_for_supervisors_administrators_and_clients_with_the_scope(String path) {
        given().get(path).then().statusCode(401);
        for (String role : List.of("agent", "auditor", "scope:challenges", "scope:admin")) {
            as("x:x", role).get(path).then().statusCode(403);
        }
        for (String role : List.of("supervisor", "admin", "scope:statistics")) {
            as("x:x", role).get(path).then().statusCode(200);
        }
    }
}
