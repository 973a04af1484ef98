package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionTest {
    @Inject
    TestAccess access;

    @Inject
    PublicUrl publicUrl;

    private static ValidatableResponse signIn(String account, String password) {
        return given().contentType("application/json")
                .body(Map.of("account", account, "password", password))
                .post("/session")
                .then();
    }

    @Test
    void an_agent_signs_in_and_the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        var login = access.newStaff(Roles.AGENT);

        signIn(login.account(), login.password())
                .statusCode(200)
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Strict"))
                .header("Cache-Control", containsString("no-store"))
                .body("account", equalTo(login.account()))
                .body("roles", hasItem("agent"));
    }

    @Test
    void who_signed_in_learns_their_roles_and_who_signed_out_is_nobody() {
        String session = access.signIn(access.newStaff(Roles.AGENT, Roles.SUPERVISOR));

        given().cookie("countersign_session", session).get("/session").then().statusCode(200);
        given().cookie("countersign_session", session)
                .header("Origin", publicUrl.uri().toString())
                .delete("/session")
                .then()
                .statusCode(204);
        given().cookie("countersign_session", session)
                .get("/session")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void a_stranger_without_a_session_is_unauthenticated() {
        given().get("/session")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", notNullValue());
    }

    @Test
    void a_guessed_session_token_opens_nothing() {
        given().cookie("countersign_session", "A".repeat(43))
                .get("/session")
                .then()
                .statusCode(401);
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_answered_alike() {
        String wrong = signIn(access.newStaff(Roles.AGENT).account(), "not the password")
                .statusCode(401)
                .extract()
                .asString();
        String unknown = signIn("nobody.by.this.name", "not the password")
                .statusCode(401)
                .extract()
                .asString();

        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void guessing_a_password_ends_after_five_attempts_even_with_the_right_one() {
        var login = access.newStaff(Roles.AGENT);
        for (int i = 0; i < SignIn.MAX_ATTEMPTS; i++) {
            signIn(login.account(), "guess number " + i).statusCode(401);
        }

        signIn(login.account(), login.password()).statusCode(429).header("Retry-After", notNullValue());
    }

    @Test
    void a_request_forged_by_another_site_is_refused_although_the_browser_sends_the_cookie() {
        String session = access.signIn(access.newStaff(Roles.ADMIN));

        given().cookie("countersign_session", session)
                .header("Origin", "https://attacker.example")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/staff")
                .then()
                .statusCode(403);
    }

    @Test
    void a_changing_request_with_the_cookie_but_without_an_origin_is_refused() {
        String session = access.signIn(access.newStaff(Roles.ADMIN));

        given().cookie("countersign_session", session)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/staff")
                .then()
                .statusCode(403);
    }

    @Test
    void another_site_cannot_sign_an_agent_in_to_an_account_of_its_own() {
        var login = access.newStaff(Roles.AGENT);

        given().contentType("application/json")
                .header("Origin", "https://attacker.example")
                .body(Map.of("account", login.account(), "password", login.password()))
                .post("/session")
                .then()
                .statusCode(403);
    }

    @Test
    void a_changed_password_ends_the_sessions_that_the_old_one_opened() {
        var login = access.newStaff(Roles.AGENT);
        String session = access.signIn(login);

        access.as(login)
                .contentType("application/json")
                .body(Map.of("current", login.password(), "next", "a new password, long"))
                .put("/session/password")
                .then()
                .statusCode(204);

        given().cookie("countersign_session", session).get("/session").then().statusCode(401);
        signIn(login.account(), login.password()).statusCode(401);
        signIn(login.account(), "a new password, long").statusCode(200);
    }

    @Test
    void who_holds_a_session_but_not_the_password_cannot_change_it() {
        access.staff(Roles.AGENT)
                .contentType("application/json")
                .body(Map.of("current", "not the password", "next", "a new password, long"))
                .put("/session/password")
                .then()
                .statusCode(403);
    }
}
