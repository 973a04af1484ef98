package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.countersign.service.AnnouncedBody;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdministrationTest {
    @Inject
    TestAccess access;

    @Test
    void an_administrator_adds_an_agent_whose_password_is_shown_once() {
        var admin = access.staff(Roles.ADMIN);
        String account = access.newStaff(Roles.AGENT).account() + "2";

        admin.contentType("application/json")
                .body("{\"account\":\"%s\",\"display_name\":\"Kim\",\"roles\":[\"agent\"]}".formatted(account))
                .post("/api/v1/staff")
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("password", notNullValue());
        access.machine("admin")
                .get("/api/v1/staff/" + account)
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Kim"))
                .body("password", nullValue());
    }

    @Test
    void an_agent_cannot_make_herself_an_administrator() {
        access.staff(Roles.AGENT)
                .contentType("application/json")
                .body("{\"roles\":[\"admin\"]}")
                .patch("/api/v1/staff/anybody")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void a_suspended_account_loses_its_session_at_once() {
        var login = access.newStaff(Roles.AGENT);
        String session = access.signIn(login);

        access.machine("admin")
                .contentType("application/json")
                .body("{\"state\":\"suspended\"}")
                .patch("/api/v1/staff/" + login.account())
                .then()
                .statusCode(200);

        given().cookie("countersign_session", session).get("/session").then().statusCode(401);
    }

    @Test
    void an_unknown_member_is_refused_with_its_pointer() {
        access.machine("admin")
                .contentType("application/json")
                .body("{\"account\":\"x\",\"display_name\":\"X\",\"roles\":[\"agent\"],\"is_admin\":true}")
                .post("/api/v1/staff")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/is_admin"));
    }

    @Test
    void a_name_that_occurs_twice_is_refused() {
        access.machine("admin")
                .contentType("application/json")
                .body("{\"state\":\"active\",\"state\":\"suspended\"}")
                .patch("/api/v1/staff/anybody")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_role_that_does_not_exist_is_refused_with_its_pointer() {
        access.machine("admin")
                .contentType("application/json")
                .body("{\"account\":\"someone\",\"display_name\":\"X\",\"roles\":[\"root\"]}")
                .post("/api/v1/staff")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/roles"));
    }

    @Test
    void lists_come_in_pages_that_do_not_overlap() {
        access.newStaff(Roles.AGENT);
        access.newStaff(Roles.AGENT);
        var machine = access.machine("admin");

        var first = machine.get("/api/v1/staff?limit=1").then().statusCode(200).extract();
        String cursor = first.path("next_cursor");
        var second = access.machine("admin")
                .get("/api/v1/staff?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .extract();

        org.assertj.core.api.Assertions.assertThat(first.<String>path("items[0].account"))
                .isLessThan(second.<String>path("items[0].account"));
    }

    @Test
    void a_forged_cursor_is_refused() {
        access.machine("admin").get("/api/v1/staff?cursor=!!").then().statusCode(400);
    }

    @Test
    void a_body_larger_than_the_limit_is_refused() {
        assertThat(AnnouncedBody.statusOf("/api/v1/clients", "Test-Caller: client:crm scope:admin", 1_100_000))
                .isEqualTo(413);
    }
}
