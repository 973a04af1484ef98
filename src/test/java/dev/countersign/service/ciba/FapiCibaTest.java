package dev.countersign.service.ciba;

import static dev.countersign.service.ciba.Answers.accepted;
import static dev.countersign.service.ciba.Answers.assertInvalid;
import static dev.countersign.service.ciba.Answers.refusal;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.countersign.service.MovingClock;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the modules of the OpenID Foundation's plan {@code fapi-ciba-id1} demand of a whole flow; docs/integration/ciba.md has the
 * table. {@link FapiRequestObjectTest} and {@link FapiClientTest} have the rest.
 */
@QuarkusTest
@TestProfile(BehindProxy.class)
class FapiCibaTest {
    private static final String POTENTIALLY_BAD_MESSAGE =
            "1234 \uD83D\uDC4D\uD83C\uDFFF 品川 Lorem ipsum dolor sit amet, ".concat("consectetur ".repeat(30));

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    private Alice alice;
    private RelyingParty party;

    @BeforeEach
    void a_customer_with_a_wallet_and_a_client_of_the_profile() throws Exception {
        alice = Alice.enrolled();
        party = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);
    }

    private CIBAResponse sends(JWTClaimsSet.Builder claims) throws Exception {
        return party.sendsSigned(claims);
    }

    /** What a request for our customer says. */
    private JWTClaimsSet.Builder claims() throws Exception {
        return party.claims(party.request().loginHint(alice.number()));
    }

    /** What a client is given for a request to which the customer says yes. */
    private OIDCTokenResponse tokens() throws Exception {
        AuthRequestID request = party.asksSigned(alice.number());
        phones.approves(alice);
        return party.collects(request);
    }

    private static String accessToken(OIDCTokenResponse tokens) {
        return tokens.getOIDCTokens().getAccessToken().getValue();
    }

    @Test
    void a_second_client_authenticates_the_same_customer_with_acr_and_expiry_and_a_media_type_in_any_case()
            throws Exception {
        assertThat(party.verifies(tokens())).isNotNull();
        RelyingParty second = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);
        ACR acr = second.provider().getACRs().get(0);
        SignedJWT request = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS256)
                        .keyID("rp")
                        .type(new JOSEObjectType("OautH-auThZ-REQ+jWt"))
                        .build(),
                second.claims(second.request()
                                .loginHint(alice.number())
                                .acrValues(List.of(acr))
                                .requestedExpiry(300))
                        .build());
        request.sign(new RSASSASigner(second.key()));

        AuthRequestID asked = accepted(second.send(second.carrying(request)));
        phones.approves(alice);
        OIDCTokenResponse tokens = second.collects(asked);

        assertThat(second.verifies(tokens).getACR()).isEqualTo(acr);
        assertThat(tokens.getOIDCTokens().getBearerAccessToken().getScope().toString())
                .isEqualTo("openid");
    }

    @Test
    void an_auth_req_id_that_was_used_is_invalid_grant_to_its_client_and_to_a_thief() throws Exception {
        AuthRequestID request = party.asksSigned(alice.number());
        phones.approves(alice);
        party.collects(request);

        assertThat(party.pollsForError(request)).isEqualTo("invalid_grant");
        assertThat(RelyingParty.withKey(publicUrl, RelyingParty.FAPI).pollsForError(request))
                .isEqualTo("invalid_grant");
    }

    @Test
    void the_resource_answers_any_accept_header_and_returns_the_interaction_id() throws Exception {
        String token = accessToken(tokens());
        String interaction = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a";

        for (String accept : List.of("application/json", "application/json, */*;q=0.1", "*/*")) {
            given().header("Authorization", "Bearer " + token)
                    .header("Client-Cert", RelyingParty.certificateHeader(party.identity()))
                    .header("Accept", accept)
                    .header("x-fapi-interaction-id", interaction)
                    .get("/oauth/userinfo")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("x-fapi-interaction-id", equalTo(interaction))
                    .header("Date", matchesPattern(".+GMT"));
        }
    }

    @Test
    void an_access_token_in_the_address_where_logs_keep_it_opens_nothing() throws Exception {
        given().queryParam("access_token", accessToken(tokens()))
                .header("Client-Cert", RelyingParty.certificateHeader(party.identity()))
                .get("/oauth/userinfo")
                .then()
                .statusCode(401);
    }

    @Test
    void a_stolen_access_token_is_worth_nothing_with_another_certificate_or_none() throws Exception {
        String token = accessToken(tokens());
        RelyingParty thief = RelyingParty.withKey(publicUrl, RelyingParty.FAPI);

        assertThat(party.userInfo(token).indicatesSuccess()).isTrue();
        assertThat(thief.userInfo(token).indicatesSuccess()).isFalse();
        given().header("Authorization", "Bearer " + token)
                .get("/oauth/userinfo")
                .then()
                .statusCode(401);
    }

    private ValidatableResponse polls(AuthRequestID request) {
        return party.form()
                .header("Client-Cert", RelyingParty.certificateHeader(party.identity()))
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", request.getValue())
                .post("/oauth/token")
                .then()
                .contentType("application/json");
    }

    @Test
    void tokens_are_answered_as_json_that_nobody_stores_and_so_are_refusals() throws Exception {
        AuthRequestID request = party.asksSigned(alice.number());

        polls(request).statusCode(400).body("error", equalTo("authorization_pending"));
        phones.approves(alice);

        polls(request)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body("expires_in", equalTo(600));
    }

    @Test
    void a_client_that_polls_twice_in_a_second_is_told_to_slow_down_until_it_does() throws Exception {
        MovingClock clock = new MovingClock(Instant.now());
        QuarkusMock.installMockForType(clock, Clock.class);
        AuthRequestID request = party.asksSigned(alice.number());

        assertThat(party.pollsForError(request)).isEqualTo("authorization_pending");
        clock.passes(Duration.ofSeconds(1));
        assertThat(party.pollsForError(request)).isEqualTo("slow_down");
        // CIBA 11: five seconds more from now on.
        clock.passes(Duration.ofSeconds(9));
        assertThat(party.pollsForError(request)).isEqualTo("slow_down");
        clock.passes(Duration.ofSeconds(15));
        assertThat(party.pollsForError(request)).isEqualTo("authorization_pending");
    }

    @Test
    void a_rejection_by_the_customer_is_access_denied() throws Exception {
        AuthRequestID request = party.asksSigned(alice.number());

        phones.declines(alice);

        assertThat(party.pollsForError(request)).isEqualTo("access_denied");
    }

    @Test
    void a_signed_binding_message_reaches_the_phone_in_any_script() throws Exception {
        accepted(sends(claims().claim("binding_message", "1234 \uD83D\uDC4D 品川")));

        assertThat(phones.prompt(alice).context().bindingMessage().orElseThrow().text())
                .isEqualTo("1234 \uD83D\uDC4D 品川");
    }

    @Test
    void a_binding_message_that_the_phone_cannot_show_is_invalid_binding_message() throws Exception {
        assertThat(refusal(sends(claims().claim("binding_message", POTENTIALLY_BAD_MESSAGE)))
                        .getCode())
                .isEqualTo("invalid_binding_message");
    }

    @Test
    void without_the_exception_a_fapi_request_needs_a_binding_message_or_details() throws Exception {
        party.registers(Map.of("backchannel_token_delivery_mode", "poll", "profile", "fapi"))
                .statusCode(200)
                .body("binding_message_required", equalTo(true));

        assertInvalid(sends(claims()));
    }

    @Test
    void scopes_come_in_any_order_and_unknown_ones_are_passed_over() throws Exception {
        accepted(sends(claims().claim("scope", "accounts openid")));
    }

    @Test
    void a_requested_expiry_is_read_as_a_text_and_as_a_number() throws Exception {
        for (Object expiry : List.of("30", 30)) {
            assertThat(sends(claims().claim("requested_expiry", expiry))
                            .toRequestAcknowledgement()
                            .getExpiresIn())
                    .isEqualTo(30);
        }
    }

    @Test
    void a_requested_expiry_beyond_what_the_purpose_allows_is_cut() throws Exception {
        assertThat(sends(claims().claim("requested_expiry", 86_400))
                        .toRequestAcknowledgement()
                        .getExpiresIn())
                .isEqualTo(120);
    }

    @Test
    void no_refresh_token_is_offered() throws Exception {
        assertThat(tokens().getOIDCTokens().getRefreshToken()).isNull();
        assertThat(party.provider().getGrantTypes().toString()).doesNotContain("refresh_token");
    }

    @Test
    void tokens_are_not_given_to_who_shows_no_certificate_and_wait_for_who_does() throws Exception {
        AuthRequestID request = party.asksSigned(alice.number());
        phones.approves(alice);

        party.form()
                .formParam("grant_type", "urn:openid:params:grant-type:ciba")
                .formParam("auth_req_id", request.getValue())
                .post("/oauth/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));

        assertThat(party.collects(request)).isNotNull();
    }

    @Test
    void a_client_that_authenticates_by_certificate_goes_the_same_way() throws Exception {
        party = RelyingParty.withCertificate(publicUrl, RelyingParty.FAPI);

        OIDCTokenResponse tokens = tokens();

        assertThat(party.verifies(tokens)).isNotNull();
        assertThat(party.userInfo(accessToken(tokens)).indicatesSuccess()).isTrue();
    }
}
