package dev.countersign.service.console.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.AccountState;
import dev.countersign.service.access.AdministerStaff;
import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookies;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's addresses, headers and endpoints in the running service. */
@QuarkusTest
class ConsoleServiceTest {
    @Inject
    AdministerStaff staff;

    @Inject
    Events events;

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    private record Worker(String account, Cookies session) {}

    private Worker signedIn(String role) {
        String account = ids.make("test");
        String password = staff.add(
                new StaffAccount(account, "Maria Keller", Optional.empty(), Set.of(role), AccountState.ACTIVE));
        Cookies session = given().contentType("application/json")
                .header("Origin", publicUrl.uri().toString())
                .body(Json.object()
                        .put("account", account)
                        .put("password", password)
                        .toString())
                .post("/session")
                .then()
                .statusCode(200)
                .extract()
                .detailedCookies();
        return new Worker(account, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void who_comes_with_a_browser_is_led_to_the_console(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(303)
                .header("Location", containsString("/console/"));
    }

    @Test
    void the_page_runs_and_loads_nothing_that_is_not_ours() {
        given().get("/console/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Cache-Control", equalTo("no-cache"))
                .body(containsString("/console/main.js"));
        given().get("/console/main.js").then().statusCode(200).contentType(containsString("javascript"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/console/settings", "/api/v1/console/desk", "/api/v1/console/events"})
    void nothing_of_the_console_is_told_to_strangers(String path) {
        given().get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/console/settings", "/api/v1/console/desk", "/api/v1/console/events"})
    void an_auditor_has_no_desk(String path) {
        given().cookies(signedIn("auditor").session()).get(path).then().statusCode(403);
    }

    @Test
    void the_settings_name_the_organisation_as_credentials_of_our_own_do() {
        given().cookies(signedIn("agent").session())
                .get("/api/v1/console/settings")
                .then()
                .statusCode(200)
                .body("organisation.uri", equalTo(publicUrl.uri().toString()))
                .body("organisation.did", matchesPattern("did:webvh:.{46}:localhost.*"));
    }

    @Test
    void the_desk_holds_the_agents_own_open_interactions_newest_first() {
        Worker maria = signedIn("agent");
        Worker other = signedIn("agent");
        String first = opens(maria, "voice");
        String closed = opens(maria, "chat");
        String second = opens(maria, "branch");
        opens(other, "email");
        given().cookies(maria.session())
                .contentType("application/json")
                .header("Origin", publicUrl.uri().toString())
                .body("{\"state\":\"closed\"}")
                .patch("/api/v1/interactions/" + closed)
                .then()
                .statusCode(200);

        given().cookies(maria.session())
                .get("/api/v1/console/desk")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("items.id", equalTo(List.of(second, first)))
                .body("items[0].channel", equalTo("branch"));
    }

    private String opens(Worker worker, String channel) {
        return given().cookies(worker.session())
                .contentType("application/json")
                .header("Origin", publicUrl.uri().toString())
                .body(Json.object()
                        .put("channel", channel)
                        .put("direction", "inbound")
                        .put("customer_number", "nobody-1")
                        .toString())
                .post("/api/v1/interactions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    @Timeout(30)
    void the_stream_opens_at_once_and_carries_the_agents_own_events_only() throws Exception {
        Worker maria = signedIn("agent");
        try (BufferedReader stream = stream(maria)) {
            QuarkusTransaction.requiringNew().run(() -> {
                events.publish("staff:somebody-else", "interaction.opened", Json.object());
                events.publish("staff:" + maria.account(), "interaction.closed", Json.object());
            });

            String line = stream.readLine();
            while (line != null && !line.startsWith("event:")) {
                line = stream.readLine();
            }
            assertThat(line).isEqualTo("event:interaction.closed");
        }
    }

    /** Returns when the answer's head is here, which must not wait for the first event. */
    private BufferedReader stream(Worker worker) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(publicUrl.resolve("/api/v1/console/events"))
                .header("Accept", "text/event-stream")
                .header(
                        "Cookie",
                        worker.session().asList().get(0).getName() + "="
                                + worker.session().asList().get(0).getValue())
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
