package dev.countersign.service.consent;

import static dev.countersign.service.TestSignIn.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a call comes to the desk of the agent who answers it. */
@QuarkusTest
class ScreenPopTest {
    private final String call = UUID.randomUUID().toString();

    @Test
    void a_call_that_the_platform_opened_for_nobody_belongs_to_the_agent_who_opens_it_by_its_name() {
        String id = opens("client:platform", "scope:interactions")
                .statusCode(201)
                .extract()
                .path("id");

        opens("staff:maria", "agent").statusCode(201).body("id", equalTo(id)).body("agent", equalTo("maria"));
        opens("staff:maria", "agent").statusCode(201).body("id", equalTo(id));
    }

    @Test
    void another_agents_call_cannot_be_looked_at_by_its_name() {
        opens("staff:maria", "agent").statusCode(201);

        opens("staff:eve", "agent").statusCode(403);
    }

    @Test
    void the_desk_knows_a_call_by_the_platforms_name() {
        String id = opens("staff:maria", "agent").extract().path("id");

        as("staff:maria", "agent")
                .get("/api/v1/console/desk")
                .then()
                .body("items.find { it.id == '" + id + "' }.external_id", equalTo(call));
    }

    @Test
    void all_that_was_asked_in_a_call_is_listed_and_for_nobody_else() {
        Alice alice = Alice.enrolled();
        Desk desk = Desk.answers(alice.number());
        desk.asks(Map.of("purpose", "prove_it_is_us"));
        desk.asks(Map.of());

        String path = "/api/v1/interactions/" + desk.interaction() + "/challenges";
        as(desk.agent(), "agent")
                .get(path)
                .then()
                .statusCode(200)
                .body("items.purpose.name", contains("prove_it_is_us", "verify_caller"));
        as("staff:eve", "agent").get(path).then().statusCode(403);
    }

    private ValidatableResponse opens(String caller, String role) {
        Map<String, String> body = new HashMap<>(
                Map.of("channel", "voice", "direction", "inbound", "customer_number", "nobody-1", "external_id", call));
        return as(caller, role)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/interactions")
                .then();
    }
}
