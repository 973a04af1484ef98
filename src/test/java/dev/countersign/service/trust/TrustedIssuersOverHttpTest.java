package dev.countersign.service.trust;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.AccessTokens;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrustedIssuersOverHttpTest {
    private static final String PATH = "/api/v1/trusted_issuers";

    @Inject
    AccessTokens tokens;

    @Inject
    TrustedIssuers issuers;

    @Inject
    PublicUrl publicUrl;

    @Inject
    EntityManager entities;

    @Test
    void an_administrator_allows_an_issuer_and_ends_it_again() {
        put("https://first.example", "[\"a\",\"b\"]", "metadata")
                .then()
                .statusCode(200)
                .body("issuer", equalTo("https://first.example"))
                .body("vcts", hasItems("a", "b"))
                .body("key_method", equalTo("metadata"));
        assertThat(issuers.find(new IssuerId("https://first.example"))).isPresent();
        as("admin")
                .get(PATH + "?limit=200")
                .then()
                .statusCode(200)
                .body("items.issuer", hasItem("https://first.example"));

        as("admin")
                .queryParam("issuer", "https://first.example")
                .delete(PATH)
                .then()
                .statusCode(204);

        assertThat(issuers.find(new IssuerId("https://first.example"))).isEmpty();
        as("admin").get(PATH + "?limit=200").then().body("items.issuer", not(hasItem("https://first.example")));
        as("admin")
                .queryParam("issuer", "https://first.example")
                .delete(PATH)
                .then()
                .statusCode(404);
    }

    @Test
    void the_audit_trail_names_who_decided() {
        put("https://audited.example", "[\"a\"]", "metadata").then().statusCode(200);

        List<?> deciders = entities.createNativeQuery("select changed_by from trust_change where issuer = ?1")
                .setParameter(1, "https://audited.example")
                .getResultList();
        assertThat(deciders.stream().map(String::valueOf)).containsExactly("client:trust-test");
    }

    @Test
    void pages_of_the_list_follow_one_another() {
        put("https://zz1.example", "[\"a\"]", "metadata").then().statusCode(200);
        put("https://zz2.example", "[\"a\"]", "metadata").then().statusCode(200);

        String cursor = as("admin")
                .get(PATH + "?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next_cursor", notNullValue())
                .extract()
                .path("next_cursor");
        as("admin")
                .queryParam("cursor", cursor)
                .get(PATH)
                .then()
                .statusCode(200)
                .body("items.issuer", hasItem("https://zz2.example"));
    }

    @Test
    void a_machine_for_customers_neither_reads_nor_changes_whom_we_trust() {
        as("customers").get(PATH).then().statusCode(403);
        as("customers", "challenges")
                .contentType("application/json")
                .body(body("https://evil.example", "[\"a\"]", "metadata"))
                .put(PATH)
                .then()
                .statusCode(403);
        as("customers")
                .queryParam("issuer", "https://x.example")
                .delete(PATH)
                .then()
                .statusCode(403);
        assertThat(issuers.find(new IssuerId("https://evil.example"))).isEmpty();
    }

    @Test
    void what_cannot_be_trusted_is_refused_with_a_pointer() {
        put("http://issuer.example", "[\"a\"]", "metadata")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/issuer"));
        put("https://issuer.example", "[]", "metadata")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/vcts"));
        put("https://issuer.example", "[null]", "metadata").then().statusCode(422);
        put("did:web:issuer.example", "[\"a\"]", "x5c").then().statusCode(422);
        put(publicUrl.uri().toString(), "[\"a\"]", "metadata")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("always trusted"));
    }

    @Test
    void a_member_that_is_not_known_is_refused() {
        as("admin")
                .contentType("application/json")
                .body("{\"issuer\":\"https://issuer.example\",\"trust_everything\":true}")
                .put(PATH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/trust_everything"));
    }

    @Test
    void an_issuer_that_is_no_name_cannot_be_removed() {
        as("admin").delete(PATH).then().statusCode(400);
        as("admin").queryParam("issuer", "nonsense").delete(PATH).then().statusCode(400);
    }

    private io.restassured.response.Response put(String issuer, String vcts, String keyMethod) {
        return as("admin")
                .contentType("application/json")
                .body(body(issuer, vcts, keyMethod))
                .put(PATH);
    }

    private static String body(String issuer, String vcts, String keyMethod) {
        return "{\"issuer\":\"" + issuer + "\",\"display_name\":\"An issuer\",\"vcts\":" + vcts + ",\"key_method\":\""
                + keyMethod + "\"}";
    }

    private RequestSpecification as(String... scopes) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + tokens.issue(new AccessTokens.Claims(
                                        "trust-test",
                                        "trust-test",
                                        tokens.apiAudience(),
                                        Set.of(scopes),
                                        Duration.ofMinutes(5),
                                        Json.object())));
    }
}
