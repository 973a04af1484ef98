package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.LoginHintToken;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a request, and who is meant by it. */
@QuarkusTest
class CibaRequestTest {
    private static final Map<String, Object> POLL = Map.of("backchannel_token_delivery_mode", "poll");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    @Inject
    EndOwnInteractions endOwnInteractions;

    private static String refusal(RelyingParty party, CIBARequest.Builder request) throws Exception {
        return party.send(request.build()).toErrorResponse().getErrorObject().getCode();
    }

    private String hint(RelyingParty party, Map<String, Object> subject) throws Exception {
        return sign(
                party,
                new JWTClaimsSet.Builder()
                        .issuer(party.id())
                        .audience(publicUrl.uri().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .claim("sub_id", subject)
                        .build());
    }

    private static String sign(RelyingParty party, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rp").build(), claims);
        jwt.sign(new RSASSASigner(party.key()));
        return jwt.serialize();
    }

    private static CIBARequest.Builder byHintToken(RelyingParty party, String token) {
        return party.request().loginHintToken(new LoginHintToken(token));
    }

    @Test
    void a_hint_token_that_the_client_signed_names_a_customer() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);

        party.asks(byHintToken(party, hint(party, Map.of("format", "opaque", "id", alice.number()))));

        assertThat(phones.challenges(alice.number())).hasSize(1);
    }

    @Test
    void a_hint_token_of_another_client_or_for_another_provider_is_refused() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        RelyingParty other = RelyingParty.withKey(publicUrl, POLL);
        Map<String, Object> subject = Map.of("format", "opaque", "id", alice.number());
        String elsewhere = sign(
                party,
                new JWTClaimsSet.Builder()
                        .issuer(party.id())
                        .audience("https://other.example")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .claim("sub_id", subject)
                        .build());

        assertThat(refusal(party, byHintToken(party, hint(other, subject)))).isEqualTo("invalid_request");
        assertThat(refusal(party, byHintToken(party, elsewhere))).isEqualTo("invalid_request");
        assertThat(refusal(party, byHintToken(party, "e30.e30.e30"))).isEqualTo("invalid_request");
        assertThat(refusal(party, byHintToken(party, hint(party, Map.of("format", "email", "email", "x")))))
                .isEqualTo("invalid_request");
    }

    private JWT idToken(RelyingParty party, Alice alice) throws Exception {
        AuthRequestID request = party.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        OIDCTokenResponse tokens = party.collects(request);
        return tokens.getOIDCTokens().getIDToken();
    }

    @Test
    void an_id_token_of_before_names_its_customer_to_its_client_and_to_nobody_else() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        RelyingParty thief = RelyingParty.withKey(publicUrl, POLL);
        JWT before = idToken(party, alice);

        party.asks(party.request().idTokenHint(before));

        assertThat(phones.challenges(alice.number())).hasSize(2);
        assertThat(refusal(thief, thief.request().idTokenHint(before))).isEqualTo("invalid_request");
    }

    @Test
    void an_access_token_does_not_pass_for_an_id_token_hint() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        AuthRequestID request = party.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        JWT token = SignedJWT.parse(
                party.collects(request).getOIDCTokens().getAccessToken().getValue());

        assertThat(refusal(party, party.request().idTokenHint(token))).isEqualTo("invalid_request");
    }

    @Test
    void a_telephone_number_that_two_customers_share_names_neither() throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        for (int member = 0; member < 2; member++) {
            as("client:crm", "scope:customers")
                    .contentType("application/json")
                    .body(Map.of("phones", List.of("+12025550199")))
                    .patch("/api/v1/customers/" + Alice.enrolled().number())
                    .then()
                    .statusCode(200);
        }

        assertThat(refusal(party, party.request().loginHint("+12025550199"))).isEqualTo("unknown_user_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+0", "nobody\u0000", "../../etc", "C-1' or 1=1--", "+99999999999999999999"})
    void a_hint_that_names_nobody_is_an_unknown_user_whatever_it_is(String hint) throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);

        assertThat(refusal(party, party.request().loginHint(hint))).isEqualTo("unknown_user_id");
    }

    private static void setsUserCode(Alice alice, String code) {
        as("client:crm", "scope:customers")
                .contentType("application/json")
                .body(Map.of("user_code", code))
                .put("/api/v1/customers/" + alice.number() + "/user_code")
                .then()
                .statusCode(204);
    }

    @Test
    void a_customer_with_a_user_code_is_asked_only_with_it() throws Exception {
        Alice alice = Alice.enrolled();
        setsUserCode(alice, "4711-blue");
        RelyingParty party = RelyingParty.withKey(
                publicUrl, Map.of("backchannel_token_delivery_mode", "poll", "backchannel_user_code_parameter", true));

        assertThat(refusal(party, party.request().loginHint(alice.number()))).isEqualTo("missing_user_code");
        assertThat(refusal(party, party.request().loginHint(alice.number()).userCode(new Secret("0815"))))
                .isEqualTo("invalid_user_code");
        party.asks(party.request().loginHint(alice.number()).userCode(new Secret("4711-blue")));

        assertThat(phones.challenges(alice.number())).hasSize(1);
    }

    @Test
    void a_user_code_cannot_be_guessed() throws Exception {
        Alice alice = Alice.enrolled();
        setsUserCode(alice, "4711-blue");
        RelyingParty party = RelyingParty.withKey(
                publicUrl, Map.of("backchannel_token_delivery_mode", "poll", "backchannel_user_code_parameter", true));
        for (int guess = 0; guess < 5; guess++) {
            assertThat(refusal(party, party.request().loginHint(alice.number()).userCode(new Secret("000" + guess))))
                    .isEqualTo("invalid_user_code");
        }

        assertThat(refusal(party, party.request().loginHint(alice.number()).userCode(new Secret("4711-blue"))))
                .isEqualTo("invalid_user_code");
    }

    @Test
    void a_client_that_is_not_registered_for_user_codes_gets_around_none() throws Exception {
        Alice alice = Alice.enrolled();
        setsUserCode(alice, "4711-blue");
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);

        assertThat(refusal(party, party.request().loginHint(alice.number()))).isEqualTo("missing_user_code");
        assertThat(refusal(party, party.request().loginHint(alice.number()).userCode(new Secret("4711-blue"))))
                .isEqualTo("invalid_request");
    }

    private static List<AuthorizationDetail> details(String json) throws Exception {
        return AuthorizationDetail.parseList("[" + json + "]");
    }

    @Test
    void authorization_details_name_the_purpose_and_the_conversation() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(
                publicUrl,
                Map.of(
                        "backchannel_token_delivery_mode",
                        "poll",
                        "purposes",
                        List.of("verify_caller", "account_question")));

        AuthRequestID request = party.asks(
                        party.request()
                                .loginHint(alice.number())
                                .authorizationDetails(
                                        details(
                                                "{\"type\":\"countersign_purpose\",\"purpose\":\"account_question\",\"channel\":\"chat\",\"direction\":\"outbound\"}")))
                .getAuthRequestID();
        var prompt = phones.prompt(alice);
        phones.approves(alice);
        OIDCTokenResponse tokens = party.collects(request);

        assertThat(prompt.context().purpose().name()).isEqualTo("account_question");
        assertThat(prompt.context().channel()).isEqualTo(Channel.CHAT);
        assertThat(prompt.context().direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(RelyingParty.json(party.verifies(tokens), "verified_claims")
                        .at("/claims")
                        .has("account_reference"))
                .isTrue();
        AuthorizationDetail granted = tokens.getOIDCTokens()
                .getBearerAccessToken()
                .getAuthorizationDetails()
                .get(0);
        assertThat(granted.getStringField("purpose")).isEqualTo("account_question");
        assertThat(granted.getStringField("interaction")).startsWith("int_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"payment_initiation\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"change_address\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"amount\":\"1\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":7}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"channel\":\"telepathy\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"interaction\":\"int_nowhere\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"external_id\":\"\"}",
                "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\"},{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\"}"
            })
    void authorization_details_that_are_not_the_clients_to_ask_are_refused(String json) throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);

        assertThat(refusal(party, party.request().loginHint(alice.number()).authorizationDetails(details(json))))
                .isEqualTo("invalid_authorization_details");
    }

    @Test
    void nobody_is_asked_in_a_conversation_with_somebody_else() throws Exception {
        Alice alice = Alice.enrolled();
        Alice mallory = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        String detail = "{\"type\":\"countersign_purpose\",\"purpose\":\"verify_caller\",\"external_id\":\"call-"
                + alice.number() + "\"}";
        party.asks(party.request().loginHint(alice.number()).authorizationDetails(details(detail)));

        assertThat(refusal(party, party.request().loginHint(mallory.number()).authorizationDetails(details(detail))))
                .isEqualTo("invalid_authorization_details");
    }

    @Test
    void a_request_without_openid_is_refused() throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        CIBARequest.Builder request = new CIBARequest.Builder(party.authentication(), new Scope("profile"))
                .endpointURI(party.provider().getBackChannelAuthenticationEndpointURI())
                .loginHint("C-1");

        assertThat(refusal(party, request)).isEqualTo("invalid_scope");
    }

    @Test
    void a_client_that_is_not_registered_for_ciba_may_not_ask() throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        as("staff:root", "admin")
                .delete("/api/v1/clients/" + party.id() + "/ciba")
                .then()
                .statusCode(204);

        assertThat(refusal(party, party.request().loginHint("C-1"))).isEqualTo("unauthorized_client");
        as("staff:root", "admin")
                .get("/api/v1/clients/" + party.id() + "/ciba")
                .then()
                .statusCode(404);
    }

    @Test
    void only_an_administrator_registers_clients() throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);

        as("staff:maria", "agent", "supervisor")
                .contentType("application/json")
                .body(POLL)
                .put("/api/v1/clients/" + party.id() + "/ciba")
                .then()
                .statusCode(403);
        as("staff:root", "admin")
                .get("/api/v1/clients/" + party.id() + "/ciba")
                .then()
                .statusCode(200)
                .body("backchannel_token_delivery_mode", equalTo("poll"))
                .body("purposes[0]", equalTo("verify_caller"));
    }

    @Test
    void a_phone_is_not_asked_a_fourth_time_while_three_requests_are_open() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        for (int asked = 0; asked < 3; asked++) {
            party.asks(alice.number());
        }

        assertThat(refusal(party, party.request().loginHint(alice.number()))).isEqualTo("access_denied");
    }

    @Test
    void a_conversation_that_began_with_a_request_ends_when_its_tokens_open_nothing_any_more() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, POLL);
        AuthRequestID request = party.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        String token = party.collects(request).getOIDCTokens().getAccessToken().getValue();
        String interaction =
                phones.challenges(alice.number()).get(0).ask().interaction().value();

        endOwnInteractions.end();
        assertThat(state(interaction)).isEqualTo("open");
        QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)), Clock.class);
        endOwnInteractions.end();

        assertThat(state(interaction)).isEqualTo("closed");
        assertThat(party.userInfo(token).indicatesSuccess()).isFalse();
    }

    private static String state(String interaction) {
        return as("client:crm", "scope:interactions")
                .get("/api/v1/interactions/" + interaction)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }
}
