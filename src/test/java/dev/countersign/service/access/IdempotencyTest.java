package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.service.platform.SortableIds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {
    private static final String BODY = "{\"name\":\"CRM\",\"scopes\":[\"customers\"]}";

    @Inject
    TestAccess access;

    @Inject
    SortableIds ids;

    private static Response post(String token, String key, String body) {
        return given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/clients");
    }

    @Test
    void a_repeated_request_gets_the_same_answer_and_has_its_effect_once() {
        String token = access.token(access.newClient("admin"));
        String key = ids.make("key");

        Response first = post(token, key, BODY);
        Response second = post(token, key, BODY);

        first.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        second.then()
                .statusCode(201)
                .header("Idempotent-Replayed", equalTo("true"))
                .header("Location", endsWith(first.path("client_id")))
                .contentType("application/json");
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void a_key_that_comes_with_another_body_is_refused() {
        String token = access.token(access.newClient("admin"));
        String key = ids.make("key");
        post(token, key, BODY).then().statusCode(201);

        post(token, key, BODY.replace("CRM", "Other"))
                .then()
                .statusCode(422)
                .body("type", endsWith("idempotency-key-reused"));
    }

    @Test
    void another_caller_who_guesses_the_key_does_not_get_the_answer() {
        String key = ids.make("key");
        Response first = post(access.token(access.newClient("admin")), key, BODY);
        Response other = post(access.token(access.newClient("admin")), key, BODY);

        other.then().statusCode(201).header("Idempotent-Replayed", nullValue());
        assertThat(other.<String>path("client_id")).isNotEqualTo(first.<String>path("client_id"));
    }

    @Test
    void a_caller_without_the_scope_does_not_get_a_kept_answer() {
        String token = access.token(access.newClient("customers"));

        post(token, ids.make("key"), BODY).then().statusCode(403);
    }

    @Test
    void a_key_with_control_characters_or_too_long_is_refused() {
        post(access.token(access.newClient("admin")), "k".repeat(256), BODY)
                .then()
                .statusCode(400);
    }
}
