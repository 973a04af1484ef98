package dev.countersign.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.platform.SortableIds;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdentityProviderSignInTest.WithProvider.class)
class IdentityProviderSignInTest {
    private static final String SESSION = "countersign_session";

    @Inject
    PublicUrl publicUrl;

    @Inject
    SortableIds ids;

    @Inject
    StaffAccounts accounts;

    /** The service with an identity provider. */
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OpenIdProviderServer.class));
        }
    }

    /** A person at the identity provider, and the browser they sit at. */
    private record Person(String subject, String name, String group) {
        String json() {
            return """
                {"sub":"%s","preferred_username":"%s","name":"Robin Doe","department":"Cards",
                 "realm_access":{"roles":["offline_access","%s"]}}""".formatted(subject, name, group);
        }
    }

    private Person robin(String group) {
        return new Person(ids.make("sub"), ids.make("Robin").replace('_', '.'), group);
    }

    private static Response open(String address, Map<String, String> cookies) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(cookies)
                .get(address);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Response start() {
        return open("/session/oidc", Map.of());
    }

    /** The provider's answer, which the browser carries to us. */
    private static String atTheProvider(Response started, Person person, String trick) {
        String address = started.then().statusCode(302).extract().header("Location");
        return open(address + "&person=" + encoded(person.json()) + "&trick=" + trick, Map.of())
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
    }

    private static Response signIn(Person person) {
        return signIn(person, "none");
    }

    private static Response signIn(Person person, String trick) {
        Response started = start();
        return open(atTheProvider(started, person, trick), started.cookies());
    }

    private static void assertNobodyIsSignedIn(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.cookies()).doesNotContainKey(SESSION);
    }

    private Response refusalAfter(Response answer) {
        assertThat(answer.cookies()).doesNotContainKey(SESSION);
        String address = answer.then().statusCode(303).extract().header("Location");
        assertThat(address).startsWith(publicUrl.uri() + "/session/oidc/refused");
        return open(address, Map.of());
    }

    @Test
    void an_agent_signs_in_at_the_provider_and_is_who_the_provider_says() {
        Person robin = robin("branch");

        Response back = signIn(robin);

        back.then().statusCode(303).header("Location", publicUrl.uri() + "/console/");
        assertThat(back.headers().getValues("Set-Cookie"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith(SESSION + "=").contains("HTTPOnly", "SameSite=Strict"));
        given().cookie(SESSION, back.cookie(SESSION))
                .get("/session")
                .then()
                .statusCode(200)
                .body("account", equalTo(robin.name().toLowerCase(java.util.Locale.ROOT)))
                .body("display_name", equalTo("Robin Doe"))
                .body("team", equalTo("Cards"))
                .body("roles", contains("agent"));
    }

    @Test
    void no_token_of_the_provider_stays_in_the_browser() {
        assertThat(signIn(robin("branch")).cookies().entrySet().stream()
                        .filter(cookie -> !cookie.getValue().isEmpty())
                        .map(Map.Entry::getKey))
                .containsExactly(SESSION);
    }

    @Test
    void the_request_to_the_provider_has_state_nonce_and_a_code_challenge_and_names_us_publicly() {
        String address = start().header("Location");

        assertThat(address)
                .contains("response_type=code", "state=", "nonce=", "code_challenge_method=S256")
                .contains("redirect_uri=" + encoded(publicUrl.uri() + "/session/oidc"));
    }

    @Test
    void roles_follow_the_provider_at_the_next_sign_in() {
        Person agent = robin("branch");
        signIn(agent).then().statusCode(303);

        Response back = signIn(new Person(agent.subject(), agent.name(), "team-leads"));

        given().cookie(SESSION, back.cookie(SESSION)).get("/session").then().body("roles", contains("supervisor"));
    }

    @Test
    void an_agent_signs_out() {
        String session = signIn(robin("branch")).cookie(SESSION);

        given().cookie(SESSION, session)
                .header("Origin", publicUrl.uri().toString())
                .delete("/session")
                .then()
                .statusCode(204);

        given().cookie(SESSION, session).get("/session").then().statusCode(401);
    }

    @Test
    void somebody_without_a_known_role_is_forbidden() {
        refusalAfter(signIn(robin("cleaning")))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("no role"));
    }

    @Test
    void somebody_who_takes_the_name_of_a_colleague_at_the_provider_does_not_get_the_account() {
        Person robin = robin("branch");
        signIn(robin).then().statusCode(303);

        refusalAfter(signIn(new Person(ids.make("sub"), robin.name(), "branch")))
                .then()
                .statusCode(403)
                .body("detail", containsString("belongs to somebody else"));
    }

    @Test
    void somebody_who_is_renamed_at_the_provider_keeps_the_account() {
        Person robin = robin("branch");
        signIn(robin).then().statusCode(303);

        Response back = signIn(new Person(robin.subject(), ids.make("renamed"), "branch"));

        given().cookie(SESSION, back.cookie(SESSION))
                .get("/session")
                .then()
                .body("account", equalTo(robin.name().toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void a_name_that_no_account_can_have_is_refused_in_words() {
        refusalAfter(signIn(new Person(ids.make("sub"), "Robin Doe", "branch")))
                .then()
                .statusCode(403)
                .body("detail", containsString("no name that an account can have"));
    }

    @Test
    void somebody_who_is_suspended_here_stays_out_whatever_the_provider_says() {
        Person robin = robin("branch");
        signIn(robin).then().statusCode(303);
        String account = robin.name().toLowerCase(java.util.Locale.ROOT);
        StaffAccount before = accounts.find(account).orElseThrow();
        accounts.change(
                new StaffAccount(account, before.displayName(), before.team(), before.roles(), AccountState.SUSPENDED));

        refusalAfter(signIn(robin)).then().statusCode(403).body("detail", containsString("suspended"));
    }

    @Test
    void an_answer_to_another_browsers_request_signs_nobody_in() {
        // Login CSRF: the attacker's own answer, opened in the victim's browser, which waits for an answer itself.
        String attackers = atTheProvider(start(), robin("branch"), "none");

        Response victims = open(attackers, start().cookies());

        assertThat(victims.cookies()).doesNotContainKey(SESSION);
        assertThat(victims.header("Location")).contains("/authorize?");
    }

    @Test
    void an_answer_whose_state_was_changed_signs_nobody_in() {
        Response started = start();
        String answer = atTheProvider(started, robin("branch"), "none");
        Map<String, String> cookies = new HashMap<>(started.cookies());
        cookies.replaceAll((name, value) -> "another" + value);

        assertNobodyIsSignedIn(open(answer, cookies));
    }

    @Test
    void an_id_token_of_another_sign_in_is_refused() {
        assertNobodyIsSignedIn(signIn(robin("branch"), "nonce"));
    }

    @Test
    void an_id_token_for_another_client_is_refused() {
        assertNobodyIsSignedIn(signIn(robin("branch"), "audience"));
    }

    @Test
    void an_id_token_that_somebody_else_signed_is_refused() {
        assertNobodyIsSignedIn(signIn(robin("branch"), "key"));
    }

    @Test
    void an_id_token_that_has_expired_is_refused() {
        assertNobodyIsSignedIn(signIn(robin("branch"), "expired"));
    }

    @Test
    void a_code_that_was_used_is_refused() {
        Response started = start();
        String answer = atTheProvider(started, robin("branch"), "none");
        open(answer, started.cookies()).then().statusCode(303);

        assertNobodyIsSignedIn(open(answer, started.cookies()));
    }

    @Test
    void somebody_whom_the_provider_turns_away_reads_that() {
        Response back = signIn(robin("branch"), "deny");

        assertThat(back.cookies()).doesNotContainKey(SESSION);
        open(back.then().statusCode(302).extract().header("Location"), Map.of())
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("did not sign you in"));
    }

    @Test
    void there_is_no_password_sign_in_and_the_answer_says_where_to_go() {
        given().contentType("application/json")
                .body(Map.of("account", "admin", "password", "whatever it may be"))
                .post("/session")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("/session/oidc"));
        given().get("/session/ways")
                .then()
                .statusCode(200)
                .body("password", equalTo(false))
                .body("oidc", equalTo("/session/oidc"));
    }

    @Test
    void elsewhere_the_mechanism_is_off_whatever_cookies_a_request_carries() {
        for (String cookie : List.of("q_session_staff", "q_session", "q_auth_staff_x", "q_session_off")) {
            given().cookie(cookie, "forged|value")
                    .get("/api/v1/staff")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
        given().header("Authorization", "Bearer e30.e30.e30")
                .get("/api/v1/staff")
                .then()
                .statusCode(401);
        given().header("DPoP", "e30.e30.e30").get("/wallet/v1/inbox").then().statusCode(401);
    }

    @Test
    void a_session_cookie_that_the_service_never_gave_opens_nothing_at_the_path_itself() {
        Response answer = open("/session/oidc", Map.of("q_session_staff", "forged"));

        assertThat(answer.statusCode()).isIn(302, 401);
        assertThat(answer.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    void state_cookies_are_out_of_reach_of_scripts() {
        assertThat(start().headers().getValues("Set-Cookie").stream().collect(Collectors.joining("\n")))
                .containsIgnoringCase("httponly")
                .contains("Path=/session/oidc");
    }
}
