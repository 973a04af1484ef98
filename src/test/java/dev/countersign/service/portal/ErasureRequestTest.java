package dev.countersign.service.portal;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.service.consent.Alice;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a customer's wish to be erased to the decision; and the copy of everything. */
@QuarkusTest
class ErasureRequestTest {
    private static JsonPath asks(Visitor visitor) {
        return visitor.page()
                .post("/portal/v1/erasure_requests")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse carriesOut(String id) {
        return as("staff:root", "admin")
                .post("/api/v1/erasure_requests/" + id + "/carry_out")
                .then();
    }

    private static ValidatableResponse refuses(String id, String body) {
        return as("staff:root", "admin")
                .contentType("application/json")
                .body(body)
                .post("/api/v1/erasure_requests/" + id + "/refuse")
                .then();
    }

    private static Map<String, Object> administratorSees(String id) {
        String cursor = "";
        while (true) {
            JsonPath page = as("staff:root", "admin")
                    .get("/api/v1/erasure_requests?limit=200" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            Optional<Map<String, Object>> found = page.<Map<String, Object>>getList("items").stream()
                    .filter(item -> id.equals(item.get("id")))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            cursor = "&cursor=" + page.getString("next_cursor");
        }
    }

    @Test
    void an_administrator_sees_the_request_with_its_deadline_and_carries_it_out() {
        Alice alice = Alice.enrolled();
        Visitor visitor = Visitor.signedIn(alice);
        JsonPath asked = asks(visitor);
        String id = asked.getString("id");

        assertThat(administratorSees(id))
                .containsEntry("customer_number", alice.number())
                .containsEntry("overdue", false);
        assertThat(Duration.between(
                        Instant.parse(asked.getString("asked_at")), Instant.parse(asked.getString("due_at"))))
                .isEqualTo(Duration.ofDays(30));
        carriesOut(id)
                .statusCode(200)
                .body("state", equalTo("carried_out"), "decided_by", equalTo("staff:root"))
                .body("customer_number", nullValue());

        visitor.page().get("/portal/v1/session").then().statusCode(401);
        as("staff:root", "admin")
                .get("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(404);
        refuses(id, "{\"reason\":\"Too late.\"}").statusCode(409);
    }

    @Test
    void a_refusal_has_a_reason_that_the_customer_reads_and_is_no_end_to_asking() {
        Visitor visitor = Visitor.signedIn(Alice.enrolled());
        String id = asks(visitor).getString("id");
        visitor.page().post("/portal/v1/erasure_requests").then().statusCode(409);

        refuses(id, "{\"reason\":\"A loan is open.\"}").statusCode(200).body("state", equalTo("refused"));

        visitor.page()
                .get("/portal/v1/erasure_requests")
                .then()
                .body("items[0].state", equalTo("refused"), "items[0].reason", equalTo("A loan is open."))
                .body("items[0].decided_by", nullValue());
        carriesOut(id).statusCode(409);
        asks(visitor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":\"  \"}", "{\"grounds\":\"x\"}"})
    void nobody_is_refused_without_a_reason(String body) {
        String id = asks(Visitor.signedIn(Alice.enrolled())).getString("id");

        assertThat(refuses(id, body).extract().statusCode()).isIn(400, 422);
        assertThat(administratorSees(id)).containsEntry("state", "open");
    }

    @Test
    void a_request_that_nobody_decided_is_shown_as_overdue_after_thirty_days() {
        String id = asks(Visitor.signedIn(Alice.enrolled())).getString("id");

        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofDays(30)), Clock.class);

        assertThat(administratorSees(id)).containsEntry("overdue", true);
    }

    @Test
    void only_administrators_decide_and_names_that_are_none_are_not_found() {
        String id = asks(Visitor.signedIn(Alice.enrolled())).getString("id");

        as("staff:maria", "agent", "supervisor", "auditor")
                .post("/api/v1/erasure_requests/" + id + "/carry_out")
                .then()
                .statusCode(403);
        as("staff:maria", "agent", "supervisor", "auditor")
                .get("/api/v1/erasure_requests")
                .then()
                .statusCode(403);
        carriesOut("era_nothing").statusCode(404);
        as("staff:root", "admin")
                .get("/api/v1/erasure_requests?state=lost")
                .then()
                .statusCode(400);
    }

    @Test
    void a_customer_downloads_everything_that_is_theirs_and_nothing_of_others() {
        Alice alice = Alice.enrolled();
        Conversation call = Conversation.of(alice);
        Alice somebodyElse = Alice.enrolled();
        Conversation.of(somebodyElse);

        String file = Visitor.signedIn(alice)
                .page()
                .get("/portal/v1/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"countersign-my-data.json\"")
                .body("format", equalTo("countersign-customer-data"), "version", equalTo(1))
                .body("customer.display_name", equalTo("Alice Example"))
                .body("customer.customer_number", equalTo(alice.number()))
                .body("wallets", hasSize(1), "credentials_issued", hasSize(1), "receipts", hasSize(1))
                .body("interactions", hasSize(1), "interactions[0].id", equalTo(call.id()))
                .body("interactions[0].shared.value", hasItem("Alice"))
                .body("interactions[0].looks", hasSize(1))
                .extract()
                .asString();

        assertThat(file).doesNotContain(somebodyElse.number());
        assertThat(JsonPath.from(file).getString("interactions.looks")).doesNotContain("staff:");
    }
}
