package dev.countersign.service.platform;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class ProblemPagesTest {
    @Inject
    PublicUrl publicUrl;

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void the_type_of_every_problem_resolves_to_a_page_of_ours(ProblemType type) {
        given().get(publicUrl.resolve(type.path())).then().statusCode(200).body(containsString(type.slug()));
    }

    @Test
    void an_unknown_kind_of_problem_is_answered_with_a_problem() {
        given().get("/problems/no-such-kind")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo(publicUrl.resolve("/problems/not-found").toString()));
    }
}
