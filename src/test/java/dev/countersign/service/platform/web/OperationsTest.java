package dev.countersign.service.platform.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who operate the service ask it. */
@QuarkusTest
class OperationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void a_node_that_works_says_so(String path) {
        given().get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readiness_depends_on_the_database() {
        given().get("/q/health/ready").then().body("checks.name.toString()", containsString("Database"));
    }

    @Test
    void metrics_tell_of_requests_memory_and_database_connections() {
        given().get("/q/health").then().statusCode(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"))
                .body(containsString("jvm_memory_used_bytes"));
    }

    @Test
    void metrics_tell_which_way_out_is_shut() {
        given().get("/q/metrics")
                .then()
                .body(containsString("countersign_outbound_breakers_open"))
                .body(containsString("countersign_outbound_connections"));
    }
}
