package dev.countersign.service.retention;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.countersign.service.consent.Alice;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes when its time is over, what stays, and what must not go. */
@QuarkusTest
class RetentionTest {
    private static final String RULES = "/api/v1/retention_rules";
    private static final String HOLDS = "/api/v1/legal_holds";

    @Inject
    DataSource database;

    @Inject
    PurgeInteractions purgeInteractions;

    @Inject
    PurgeInteractions.Batches batches;

    @Inject
    Clock clock;

    @AfterEach
    void no_rule_is_left_for_other_tests() throws SQLException {
        run("delete from retention_rule where name <> ?", "");
    }

    private static RequestSpecification admin() {
        return as("staff:ada", "admin").contentType(ContentType.JSON);
    }

    private static void rule(String name, Map<String, Object> body) {
        admin().body(body).put(RULES + "/" + name).then().statusCode(200).body("name", equalTo(name));
    }

    /** A conversation with an event in it, which ended so many days ago. */
    private String ended(String customerNumber, String channel, int daysAgo) throws SQLException {
        String id = opened(customerNumber, channel);
        ends(id, daysAgo);
        return id;
    }

    private static RequestSpecification platform() {
        return as("client:ccaas", "scope:interactions").contentType(ContentType.JSON);
    }

    private static String opened(String customerNumber, String channel) {
        String id = platform()
                .body(Map.of("channel", channel, "direction", "inbound", "customer_number", customerNumber))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        platform()
                .body(Map.of(
                        "source",
                        "chat",
                        "source_event_id",
                        "m1",
                        "type",
                        "message",
                        "at",
                        "2026-11-23T12:00:00Z",
                        "data",
                        Map.of("text", "Hello")))
                .post("/api/v1/interactions/" + id + "/events")
                .then()
                .statusCode(200);
        return id;
    }

    private void ends(String interaction, int daysAgo) throws SQLException {
        platform()
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
        run("update interaction set closed_at = now() - interval '" + daysAgo + " days' where id = ?", interaction);
    }

    private static int statusOf(String interaction) {
        return as("staff:sue", "supervisor")
                .get("/api/v1/interactions/" + interaction)
                .statusCode();
    }

    private static String hold(Map<String, Object> body) {
        return admin().body(body).post(HOLDS).then().statusCode(201).extract().path("id");
    }

    private static void release(String hold) {
        admin().body(Map.of("reason", "Case closed"))
                .post(HOLDS + "/" + hold + "/release")
                .then()
                .statusCode(200)
                .body("released_by", equalTo("staff:ada"))
                .body("release_reason", equalTo("Case closed"));
    }

    @Test
    void an_interaction_whose_time_is_over_goes_with_everything_in_it_and_the_log_stays() throws SQLException {
        String customer = Alice.registered();
        String over = ended(customer, "video", 31);
        String young = ended(customer, "video", 29);
        String entry = query("select max(entry_id) from interaction_timeline where interaction_id = ?", over);
        rule("video-month", Map.of("channels", List.of("video"), "keep", "P30D"));

        Purge purge = purgeInteractions.purge().orElseThrow();

        assertThat(purge.byRule()).containsEntry(new RuleName("video-month"), 1L);
        assertThat(statusOf(over)).isEqualTo(404);
        assertThat(statusOf(young)).isEqualTo(200);
        assertThat(query("select count(*) from interaction_timeline where interaction_id = ?", over))
                .isEqualTo("0");
        assertThat(query("select count(*) from interaction_event where interaction_id = ?", over))
                .isEqualTo("0");
        // Whether it has its place yet or waits for it: what was committed to stays in the log.
        assertThat(query(
                        "select (select count(*) from ledger_position where cast(entry_id as text) = ?)"
                                + " + (select count(*) from ledger_waiting where cast(entry_id as text) = '" + entry
                                + "')",
                        entry))
                .isEqualTo("1");
        admin().get("/api/v1/purges")
                .then()
                .statusCode(200)
                .body("items[0].interactions", equalTo(1))
                .body("items[0].by_channel.video", equalTo(1));
        assertThat(purgeInteractions.purge()).as("nothing is left to do").isEmpty();
    }

    @Test
    void of_several_rules_the_longest_counts_and_what_none_matches_is_kept() throws SQLException {
        String customer = Alice.registered();
        String email = ended(customer, "email", 400);
        String branch = ended(customer, "branch", 4000);
        rule("email", Map.of("channels", List.of("email"), "keep", "P1Y"));
        rule("email-longer", Map.of("channels", List.of("email", "voice"), "keep", "P2Y"));

        purgeInteractions.purge();

        assertThat(statusOf(email)).isEqualTo(200);
        assertThat(statusOf(branch)).isEqualTo(200);
        admin().delete(RULES + "/email-longer").then().statusCode(204);
        purgeInteractions.purge();
        assertThat(statusOf(email)).isEqualTo(404);
        assertThat(statusOf(branch)).isEqualTo(200);
    }

    @Test
    void a_rule_for_a_purpose_keeps_what_the_customer_was_asked_for_it() throws Exception {
        Alice alice = Alice.enrolled();
        String asked = opened(alice.number(), "email");
        as("client:ccaas", "scope:challenges")
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", "verify_caller"))
                .post("/api/v1/interactions/" + asked + "/challenges")
                .then()
                .statusCode(201);
        ends(asked, 400);
        String other = ended(alice.number(), "email", 400);
        rule("email", Map.of("channels", List.of("email"), "keep", "P1Y"));
        rule("verified", Map.of("purposes", List.of("verify_caller"), "keep", "P5Y"));

        purgeInteractions.purge();

        assertThat(statusOf(asked)).isEqualTo(200);
        assertThat(statusOf(other)).isEqualTo(404);
        admin().body(Map.of("purposes", List.of("verify_caller"), "keep", "P13M"))
                .put(RULES + "/verified")
                .then()
                .statusCode(200);
        purgeInteractions.purge();
        assertThat(query("select count(*) from consent_challenge where interaction_id = ?", asked))
                .isEqualTo("0");
    }

    @Test
    void what_is_under_a_legal_hold_stays_until_it_is_released_and_its_customer_is_not_erased() throws SQLException {
        String customer = Alice.registered();
        String held = ended(customer, "chat", 31);
        rule("chat", Map.of("channels", List.of("chat"), "keep", "P30D"));
        String hold = hold(Map.of("interaction", held, "reason", "Case 12/26"));
        String whole = hold(Map.of("customer_number", customer, "reason", "Case 13/26"));

        purgeInteractions.purge();

        assertThat(statusOf(held)).isEqualTo(200);
        admin().get("/api/v1/purges/preview").then().statusCode(200).body("held", equalTo(1));
        erase(customer, 409);
        release(hold);
        erase(customer, 409);
        assertThat(purgeInteractions.purge())
                .as("the customer's hold is there still")
                .isEmpty();
        release(whole);
        assertThat(purgeInteractions.purge()).isPresent();
        assertThat(statusOf(held)).isEqualTo(404);
        erase(customer, 204);
        // The record of a hold outlives what it held; its words are sealed.
        admin().get(HOLDS).then().statusCode(200).body("items.reason", hasItem("Case 12/26"));
        assertThat(query(
                        "select count(*) from retention_hold where position(convert_to('Case', 'UTF8') in sealed_reason) > 0"
                                + " and id <> ?",
                        ""))
                .isEqualTo("0");
    }

    private static void erase(String customer, int status) {
        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + customer)
                .then()
                .statusCode(status);
    }

    @Test
    void a_preview_removes_nothing() throws SQLException {
        String interaction = ended(Alice.registered(), "chat", 31);
        rule("chat", Map.of("channels", List.of("chat"), "keep", "P30D"));

        as("staff:otto", "auditor")
                .get("/api/v1/purges/preview")
                .then()
                .statusCode(200)
                .body("interactions", equalTo(1))
                .body("by_rule.chat", equalTo(1));

        assertThat(statusOf(interaction)).isEqualTo(200);
    }

    @Test
    void nothing_goes_whose_report_cannot_be_written() throws SQLException {
        String interaction = ended(Alice.registered(), "chat", 31);
        rule("chat", Map.of("channels", List.of("chat"), "keep", "P30D"));
        run("create function fails() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$");
        run("create trigger fails before insert on retention_purge execute function fails()");
        try {
            assertThatThrownBy(purgeInteractions::purge).hasMessageContaining("report");
            assertThat(statusOf(interaction)).isEqualTo(200);
        } finally {
            run("drop function fails() cascade");
        }
        assertThat(purgeInteractions.purge()).isPresent();
        assertThat(statusOf(interaction)).isEqualTo(404);
    }

    @Test
    void a_purge_of_several_batches_is_one_report_that_grows_with_each() throws SQLException {
        String customer = Alice.registered();
        rule("chat", Map.of("channels", List.of("chat"), "keep", "P30D"));
        ended(customer, "chat", 31);
        Purge first = batches.next(Purge.begun(clock.instant())).orElseThrow();
        ended(customer, "chat", 31);

        Purge second = batches.next(first).orElseThrow();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.interactions()).isEqualTo(2);
        admin().get("/api/v1/purges").then().body("items[0].interactions", equalTo(2));
    }

    @Test
    void of_two_nodes_one_purges() throws SQLException {
        String interaction = ended(Alice.registered(), "chat", 31);
        rule("chat", Map.of("channels", List.of("chat"), "keep", "P30D"));
        try (Connection other = database.getConnection();
                PreparedStatement lock =
                        other.prepareStatement("select pg_advisory_lock(hashtextextended('retention purge', 0))");
                PreparedStatement unlock =
                        other.prepareStatement("select pg_advisory_unlock(hashtextextended('retention purge', 0))")) {
            lock.execute();
            try {
                assertThat(purgeInteractions.purge()).isEmpty();
                assertThat(statusOf(interaction)).isEqualTo(200);
            } finally {
                unlock.execute();
            }
        }
        assertThat(purgeInteractions.purge()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "{\"keep\":\"P0D\"}|/keep",
                "{\"keep\":\"-P1D\"}|/keep",
                "{\"keep\":\"PT5H\"}|/keep",
                "{\"keep\":\"P101Y\"}|/keep",
                "{\"keep\":\"P2147483647M\"}|/keep",
                "{\"keep\":\"forever\"}|/keep",
                "{}|/keep",
                "{\"keep\":\"P1Y\",\"channels\":[\"pigeon\"]}|/channels/0",
                "{\"keep\":\"P1Y\",\"channels\":[null]}|/channels/0",
                "{\"keep\":\"P1Y\",\"purposes\":[\"'; drop table interaction\"]}|/purposes/0",
                "{\"keep\":\"P1Y\",\"name\":\"other\"}|/name"
            },
            delimiter = '|')
    void a_rule_that_is_none_is_refused_where_it_is_wrong(String body, String pointer) {
        admin().body(body).put(RULES + "/wrong").then().statusCode(422).body("errors.pointer", hasItem(pointer));
        admin().get(RULES).then().body("items.name", not(hasItem("wrong")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reason\":\"x\"}",
                "{\"reason\":\"x\",\"interaction\":\"int_1\",\"customer_number\":\"C-1\"}",
                "{\"interaction\":\"int_1\",\"reason\":\" \"}"
            })
    void a_hold_that_names_nothing_or_two_things_or_no_reason_is_refused(String body) {
        int status = admin().body(body).post(HOLDS).statusCode();

        assertThat(status).isIn(422, 404);
    }

    @Test
    void a_hold_is_released_once() {
        String hold = hold(Map.of("customer_number", Alice.registered(), "reason", "Case"));
        release(hold);

        admin().body(Map.of("reason", "Again"))
                .post(HOLDS + "/" + hold + "/release")
                .then()
                .statusCode(409)
                .body("type", containsString("state-conflict"));
    }

    @Test
    void an_agent_or_an_auditor_shortens_nothing_and_holds_nothing() {
        for (String role : List.of("agent", "supervisor", "auditor")) {
            RequestSpecification caller = as("staff:bob", role).contentType(ContentType.JSON);
            caller.body(Map.of("keep", "P1D")).put(RULES + "/all").then().statusCode(403);
            caller.body(Map.of("customer_number", "C-1", "reason", "x"))
                    .post(HOLDS)
                    .then()
                    .statusCode(403);
        }
        as("staff:bob", "agent").get(HOLDS).then().statusCode(403);
        as("staff:bob", "agent").get("/api/v1/purges").then().statusCode(403);
    }

    private String query(String query, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, parameter);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getString(1)).orElse("") : "";
            }
        }
    }

    private void run(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.execute();
        }
    }

    private void run(String statement, String parameter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            change.setString(1, parameter);
            change.executeUpdate();
        }
    }
}
