package dev.countersign.service.webhook;

import static dev.countersign.service.TestSignIn.as;
import static dev.countersign.service.webhook.Administrator.asks;
import static dev.countersign.service.webhook.Administrator.tries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WebhookAdministrationTest {
    private static final URI SOMEWHERE = URI.create("https://hooks.bank.example/countersign");

    @Inject
    DataSource database;

    @Test
    void a_secret_is_shown_once() {
        try (Administrator.Endpoint endpoint = Administrator.adds(SOMEWHERE, "challenge.verified")) {
            assertThat(endpoint.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
            assertThat(endpoint.now().getString("secret")).isNull();
            assertThat(endpoint.now().getString("keys[0].signature")).isEqualTo("v1");
            asks().get("/api/v1/webhook_endpoints").then().body("items.id", hasItem(endpoint.id()));
        }
    }

    @Test
    void a_secret_does_not_lie_open_in_the_database() throws Exception {
        try (Administrator.Endpoint endpoint = Administrator.adds(SOMEWHERE, "challenge.verified");
                Connection connection = database.getConnection();
                ResultSet keys = connection
                        .createStatement()
                        .executeQuery("select encode(sealed, 'escape') from webhook_key where endpoint_id = '"
                                + endpoint.id() + "'")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString(1)).doesNotContain("whsec_", endpoint.secret());
        }
    }

    @Test
    void with_v1a_there_is_no_secret_but_a_public_key() {
        try (Administrator.Endpoint endpoint =
                Administrator.adds(SOMEWHERE, Map.of("signature", "v1a"), "challenge.verified")) {
            assertThat(endpoint.secret()).isNull();
            assertThat(endpoint.now().getString("keys[0].public_key")).matches("whpk_[A-Za-z0-9+/]{43}=");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://bank.example/",
                "https://user:secret@bank.example/",
                "https://bank.example/#x",
                "https:///path",
                "not a url",
                "/relative",
                "file:///etc/passwd"
            })
    void a_url_to_which_nothing_can_be_sent_is_refused(String url) {
        tries(Map.of("url", url, "event_types", List.of("challenge.verified")))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/url"));
    }

    @Test
    void plain_http_is_refused_in_production() {
        PublicUrl production = new PublicUrl(URI.create("https://identity.bank.example"));
        Assertions.assertThatThrownBy(() -> EndpointUrl.parse("http://hooks.bank.example/", production))
                .hasMessageContaining("https");
    }

    @Test
    void an_address_inside_is_not_reached_and_the_administrator_sees_why() {
        try (Administrator.Endpoint endpoint =
                Administrator.adds(URI.create("https://169.254.169.254/latest"), "challenge.verified")) {
            endpoint.test();
            assertThat(endpoint.delivery(seen -> seen.getList("log").size() == 1)
                            .getString("log[0].failure"))
                    .contains("public");
        }
    }

    @Test
    void an_unknown_type_of_event_is_refused() {
        tries(Map.of("url", SOMEWHERE.toString(), "event_types", List.of("challenge.*")))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/event_types"));
        tries(Map.of("url", SOMEWHERE.toString(), "event_types", List.of())).statusCode(422);
        tries(Map.of("url", SOMEWHERE.toString())).statusCode(400);
    }

    @Test
    void an_old_secret_that_should_stay_for_ever_is_refused() {
        try (Administrator.Endpoint endpoint = Administrator.adds(SOMEWHERE, "challenge.verified")) {
            for (String overlap : List.of("P8D", "PT-1S")) {
                asks().body(Map.of("old_valid_for", overlap))
                        .post(endpoint.path() + "/key")
                        .then()
                        .statusCode(422);
            }
        }
    }

    @Test
    void an_agent_cannot_have_events_sent_to_himself() {
        as("staff:mallory", "agent", "supervisor", "auditor")
                .contentType(ContentType.JSON)
                .body(Map.of("url", SOMEWHERE.toString(), "event_types", List.of("challenge.verified")))
                .post("/api/v1/webhook_endpoints")
                .then()
                .statusCode(403);
    }

    @Test
    void what_was_removed_is_gone() {
        Administrator.Endpoint endpoint = Administrator.adds(SOMEWHERE, "challenge.verified");
        endpoint.close();
        asks().get(endpoint.path()).then().statusCode(404);
        asks().get(endpoint.path() + "/deliveries").then().statusCode(404);
        asks().get("/api/v1/webhook_endpoints").then().body("items.id", not(hasItem(endpoint.id())));
    }

    @Test
    void a_generated_client_that_accepts_problems_only_may_remove_an_endpoint() {
        Administrator.Endpoint endpoint = Administrator.adds(SOMEWHERE, "challenge.verified");
        asks().accept("application/problem+json").delete(endpoint.path()).then().statusCode(204);
    }

    @Test
    void a_delivery_to_one_endpoint_is_not_found_under_another() {
        try (Administrator.Endpoint mine = Administrator.adds(SOMEWHERE, "challenge.verified");
                Administrator.Endpoint other = Administrator.adds(SOMEWHERE, "challenge.verified")) {
            mine.change(Map.of("description", "mine"));
            mine.test();
            String delivery = mine.deliveries("pending").get(0).get("id").toString();
            asks().get(other.path() + "/deliveries/" + delivery).then().statusCode(404);
            asks().post(other.path() + "/deliveries/" + delivery + "/replay")
                    .then()
                    .statusCode(404);
        }
    }
}
