package dev.countersign.service.console.web;

import static dev.countersign.service.TestSignIn.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens a panel, what a panel opens, and what ends it. */
@QuarkusTest
class PanelTest {
    @Inject
    AdministerStaff staff;

    @Inject
    SortableIds ids;

    @Inject
    DataSource database;

    @Inject
    PublicUrl publicUrl;

    @ConfigProperty(name = "countersign.panel.origins")
    String allowedOrigin;

    private String agent;
    private String interaction;

    @BeforeEach
    void an_agent_has_a_call() {
        agent = agent();
        interaction = call(agent);
    }

    private String agent() {
        String account = ids.make("test");
        staff.add(new StaffAccount(account, "Maria Keller", Optional.empty(), Set.of("agent"), AccountState.ACTIVE));
        return account;
    }

    private static String call(String agent) {
        return as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("channel", "voice", "direction", "inbound", "customer_number", "nobody-1", "agent", agent))
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse wants(String agent, String interaction) {
        return as("client:crm", "scope:panel")
                .contentType(ContentType.JSON)
                .body(Map.of("agent", agent, "interaction", interaction))
                .post("/api/v1/panel_tokens")
                .then();
    }

    private String token() {
        return wants(agent, interaction).statusCode(201).extract().path("token");
    }

    private static ValidatableResponse opens(String token) {
        return given().formParam("grant_type", "urn:countersign:params:oauth:grant-type:panel")
                .formParam("panel_token", token)
                .post("/oauth/token")
                .then();
    }

    private String panel() {
        return opens(token()).statusCode(200).extract().path("access_token");
    }

    private static RequestSpecification in(String panel) {
        return given().header("Authorization", "Bearer " + panel).contentType(ContentType.JSON);
    }

    // ---- what opens one

    @Test
    void a_panel_shows_the_agent_their_interaction() {
        ValidatableResponse issued = wants(agent, interaction).statusCode(201).header("Cache-Control", "no-store");
        String token = issued.extract().path("token");
        issued.body("url", equalTo(publicUrl.resolve("/panel/#token=" + token).toString()));

        String panel = opens(token)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .extract()
                .path("access_token");

        in(panel)
                .get("/api/v1/panel/session")
                .then()
                .statusCode(200)
                .body("account", equalTo(agent))
                .body("display_name", equalTo("Maria Keller"))
                .body("roles", equalTo(List.of("agent")))
                .body("interaction", equalTo(interaction))
                .body("origins", equalTo(List.of(allowedOrigin)));
        in(panel).get("/api/v1/panel/desk").then().statusCode(200).body("items.id", equalTo(List.of(interaction)));
        in(panel).get("/api/v1/interactions/" + interaction).then().statusCode(200);
        in(panel).get("/api/v1/purposes").then().statusCode(200).body("items.name", not(equalTo(List.of())));
        in(panel).get("/api/v1/console/settings").then().statusCode(200);
    }

    @Test
    void a_token_that_was_used_opens_nothing() {
        String token = token();
        opens(token).statusCode(200);

        opens(token).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void of_many_who_bring_a_token_at_once_one_gets_the_panel() throws Exception {
        String token = token();
        ExecutorService thieves = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> attempts = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            unused -> () -> opens(token).extract().statusCode())
                    .toList();
            List<Integer> answers =
                    thieves.invokeAll(attempts).stream().map(PanelTest::answer).toList();

            assertThat(answers).containsOnly(200, 400).containsOnlyOnce(200);
        } finally {
            thieves.shutdownNow();
        }
    }

    private static int answer(Future<Integer> attempt) {
        try {
            return attempt.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_expired_token_opens_nothing() throws SQLException {
        String token = token();
        run("update console_panel_token set expires_at = now() where agent = ?");

        opens(token).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, agent);
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pnl_open_", "pnl_open_AAAA", "pnl_", "pnl_AAAA", "x", "pnl_open_\u0000"})
    void a_guessed_token_opens_nothing(String token) {
        opens(token).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void an_access_token_of_a_machine_client_opens_no_panel_and_a_panel_token_is_none() {
        String token = token();
        in(token).get("/api/v1/panel/session").then().statusCode(401);
        opens("eyJhbGciOiJFUzI1NiJ9.e30.AAAA").statusCode(400);
    }

    @Test
    void secrets_are_kept_by_their_hash_only() throws SQLException {
        String token = token();
        String panel = panel();
        for (String table : List.of("console_panel_token", "console_panel", "console_panel_access")) {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("select count(*) from " + table + " t where t::text like ?")) {
                for (String secret : List.of(token, panel)) {
                    statement.setString(1, "%" + secret.substring(secret.length() - 20) + "%");
                    try (var rows = statement.executeQuery()) {
                        rows.next();
                        assertThat(rows.getInt(1)).isZero();
                    }
                }
            }
        }
    }

    // ---- who may have one

    @Test
    void only_the_agent_who_has_the_interaction_gets_a_panel_for_it() {
        wants(agent(), interaction).statusCode(422).body("errors[0].pointer", equalTo("/agent"));
        wants("nobody", interaction).statusCode(422).body("errors[0].pointer", equalTo("/agent"));
        wants(agent, "int_00000000").statusCode(404);
    }

    @Test
    void a_suspended_account_gets_none_and_a_closed_interaction_has_none() {
        suspend();
        wants(agent, interaction).statusCode(422);

        agent = agent();
        interaction = call(agent);
        closes();
        wants(agent, interaction).statusCode(409);
    }

    @Test
    void an_account_without_a_desk_gets_none() {
        String auditor = ids.make("test");
        staff.add(new StaffAccount(auditor, "Otto", Optional.empty(), Set.of("auditor"), AccountState.ACTIVE));
        wants(auditor, call(auditor)).statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scope:interactions", "scope:challenges", "scope:admin", "agent", "supervisor", "admin", "panel"
            })
    void tokens_are_for_clients_with_the_scope_and_nobody_else(String role) {
        as("x:x", role)
                .contentType(ContentType.JSON)
                .body(Map.of("agent", agent, "interaction", interaction))
                .post("/api/v1/panel_tokens")
                .then()
                .statusCode(403);
    }

    // ---- what it reaches

    @Test
    void a_panel_reaches_no_other_interaction_of_the_same_agent() {
        String other = call(agent);
        String challenge = as("staff:" + agent, "agent")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + call(agent))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        String panel = panel();

        for (String id : List.of(other, challenge)) {
            for (String part : List.of("", "/identity", "/events", "/challenges", "/identity/reveals")) {
                in(panel).get("/api/v1/interactions/" + id + part).then().statusCode(403);
            }
            in(panel)
                    .body("{\"purpose\":\"verify_caller\"}")
                    .post("/api/v1/interactions/" + id + "/challenges")
                    .then()
                    .statusCode(403);
            in(panel)
                    .body("{\"outcome\":\"passed\"}")
                    .post("/api/v1/interactions/" + id + "/fallback")
                    .then()
                    .statusCode(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/interactions",
                "/api/v1/console/desk",
                "/api/v1/console/events",
                "/api/v1/customers/C-1",
                "/api/v1/staff",
                "/api/v1/statistics",
                "/api/v1/challenges/chl_00000000",
                "/api/v1/challenges/chl_00000000/events",
                "/session",
                "/api/v1/panel/session/",
                "/api/v1/panel/session;a=b",
                "/api/v1/panel/%73ession",
                "/api/v1/panel/../staff",
                "/api/v1/panel/%2e%2e/staff",
                "/api/v1/purposes/verify_caller"
            })
    void a_panel_reaches_nothing_else(String path) {
        in(panel()).urlEncodingEnabled(false).get(path).then().statusCode(not(equalTo(200)));
    }

    @Test
    void a_panel_neither_ends_nor_gives_away_its_interaction() {
        String panel = panel();
        for (String change : List.of("{\"state\":\"closed\"}", "{\"agent\":\"mallory\"}")) {
            in(panel)
                    .body(change)
                    .patch("/api/v1/interactions/" + interaction)
                    .then()
                    .statusCode(403);
        }
        in(panel).body("{}").post("/api/v1/panel_tokens").then().statusCode(403);
        in(panel).body("{}").put("/api/v1/purposes/x").then().statusCode(403);
        in(panel).delete("/session").then().statusCode(403);
    }

    @Test
    void a_panel_of_a_supervisor_reaches_no_further() {
        String supervisor = ids.make("test");
        staff.add(new StaffAccount(
                supervisor, "Sven", Optional.empty(), Set.of("agent", "supervisor", "admin"), AccountState.ACTIVE));
        String other = interaction;
        agent = supervisor;
        interaction = call(supervisor);
        String panel = panel();

        in(panel).get("/api/v1/interactions/" + other).then().statusCode(403);
        in(panel).get("/api/v1/statistics").then().statusCode(403);
        in(panel)
                .get("/api/v1/panel/session")
                .then()
                .statusCode(200)
                .body("roles", equalTo(List.of("agent", "supervisor")));
    }

    @Test
    void an_agent_with_a_session_is_in_no_panel() {
        for (String path : List.of("/api/v1/panel/session", "/api/v1/panel/desk")) {
            as("staff:" + agent, "agent", "supervisor", "admin")
                    .get(path)
                    .then()
                    .statusCode(403);
            given().get(path).then().statusCode(401);
        }
    }

    // ---- what ends it

    @Test
    void a_panel_is_renewed_while_it_lives_and_what_was_given_before_stays_good_until_it_expires() throws SQLException {
        String first = panel();
        String second = opens(first).statusCode(200).extract().path("access_token");

        in(first).get("/api/v1/panel/session").then().statusCode(200);
        in(second).get("/api/v1/panel/session").then().statusCode(200);

        run("update console_panel_access set expires_at = now() where panel in"
                + " (select id from console_panel where agent = ?)");
        in(second).get("/api/v1/panel/session").then().statusCode(401);
        opens(second).statusCode(400);
    }

    @Test
    void a_panel_that_is_renewed_again_and_again_ends_all_the_same() throws SQLException {
        String panel = panel();
        run("update console_panel set ends_at = now() where agent = ?");

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
        opens(panel).statusCode(400);
    }

    @Test
    void closing_the_interaction_ends_its_panels_and_takes_tokens_back() {
        String panel = panel();
        String unused = token();

        closes();

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
        opens(panel).statusCode(400);
        opens(unused).statusCode(400);
    }

    private void closes() {
        as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("state", "closed"))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);
    }

    @Test
    void suspending_the_account_ends_its_panels_and_takes_tokens_back() {
        String panel = panel();
        String unused = token();

        suspend();

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
        opens(panel).statusCode(400);
        opens(unused).statusCode(400);
    }

    private void suspend() {
        staff.change(
                new StaffAccount(agent, "Maria Keller", Optional.empty(), Set.of("agent"), AccountState.SUSPENDED));
    }

    @Test
    void ending_the_sessions_of_an_account_ends_its_panels() {
        String panel = panel();
        String unused = token();

        staff.resetPassword(agent);

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
        opens(unused).statusCode(400);
    }

    @Test
    void giving_the_interaction_to_somebody_else_ends_the_panel_of_who_had_it() {
        String panel = panel();
        as("client:crm", "scope:interactions")
                .contentType(ContentType.JSON)
                .body(Map.of("agent", agent()))
                .patch("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200);

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
        in(panel)
                .get("/api/v1/interactions/" + interaction + "/identity")
                .then()
                .statusCode(401);
    }

    @Test
    void taking_the_role_away_ends_the_panel() {
        String panel = panel();
        staff.change(new StaffAccount(agent, "Maria Keller", Optional.empty(), Set.of("auditor"), AccountState.ACTIVE));

        in(panel).get("/api/v1/panel/session").then().statusCode(401);
    }

    // ---- who may show it

    @Test
    void the_page_may_be_framed_by_the_operators_origins_only() {
        given().get("/panel/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("frame-ancestors " + allowedOrigin))
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
        given().get("/panel/main.js").then().statusCode(200);
        given().redirects().follow(false).get("/panel").then().statusCode(303);
    }

    @Test
    void the_component_may_be_loaded_by_any_page_and_the_pages_scripts_by_none() {
        given().header("Origin", "https://crm.example.com")
                .get("/panel/countersign-panel.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Access-Control-Allow-Origin", "*")
                .header("Cache-Control", containsString("max-age=300"));
        given().header("Origin", "https://crm.example.com")
                .get("/panel/main.js")
                .then()
                .header("Access-Control-Allow-Origin", equalTo(null));
    }

    @Test
    void a_page_is_told_whether_it_may_show_a_panel() {
        given().header("Origin", allowedOrigin)
                .get("/panel/origin")
                .then()
                .statusCode(200)
                .body("allowed", equalTo(true));
        for (String other : List.of("https://evil.example.com", "null", allowedOrigin + "0", "http://127.0.0.1")) {
            given().header("Origin", other).get("/panel/origin").then().body("allowed", equalTo(false));
        }
        given().get("/panel/origin").then().body("allowed", equalTo(false));
    }

    @Test
    void nobody_may_show_it_where_nobody_is_named() {
        assertThat(new PanelOrigins(List.of()).frameAncestors()).isEqualTo("'none'");
        assertThat(new PanelOrigins(List.of("https://crm.example.com", "https://desk.example.com:8443"))
                        .frameAncestors())
                .isEqualTo("https://crm.example.com https://desk.example.com:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "https://crm.example.com/",
                "https://crm.example.com/desk",
                "https://crm.example.com; script-src *",
                "http://crm.example.com",
                "crm.example.com",
                "https:",
                "https://user@crm.example.com",
                "HTTPS://CRM.example.com",
                "null",
                "'self'"
            })
    void an_origin_that_would_allow_more_than_it_seems_stops_the_start(String origin) {
        assertThatThrownBy(() -> new PanelOrigins(List.of(origin)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("countersign.panel.origins");
    }
}
