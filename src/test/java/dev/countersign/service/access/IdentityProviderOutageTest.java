package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProviderOutageTest.WithoutItsProvider.class)
class IdentityProviderOutageTest {
    /** The service with an identity provider at which nobody listens. */
    public static final class WithoutItsProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "countersign.oidc.enabled", "true",
                    "countersign.oidc.auth-server-url", "http://localhost:1",
                    "countersign.oidc.client-id", "countersign",
                    "countersign.oidc.client-secret", "of no use to anybody",
                    "countersign.oidc.roles.agent", "branch");
        }
    }

    @Test
    void the_service_starts_and_whoever_signs_in_reads_that_it_is_not_their_fault() {
        given().get("/q/health").then().statusCode(200);
        given().get("/session/oidc")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", endsWith("/problems/dependency-unavailable"));
        given().get("/session/ways").then().statusCode(200).body("oidc", equalTo("/session/oidc"));
    }
}
