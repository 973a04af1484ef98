package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.assurance.claims.VerifiedClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.interaction.ShownTimeline;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.wallet.ConsentPrompt;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A standard client asks by polling; the shipped wallet answers. */
@QuarkusTest
class CibaPollTest {
    private static final Map<String, Object> POLL = Map.of("backchannel_token_delivery_mode", "poll");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    @Test
    void a_standard_client_asks_and_gets_what_the_customer_consented_to_and_nothing_else() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);

        CIBARequestAcknowledgement asked =
                bot.asks(bot.request().loginHint(alice.number()).bindingMessage("Ihr Anruf bei der Bank: 品川 7"));
        assertThat(asked.getMinWaitInterval()).isEqualTo(5);
        assertThat(asked.getExpiresIn()).isEqualTo(120);
        assertThat(bot.pollsForError(asked.getAuthRequestID())).isEqualTo("authorization_pending");
        phones.approves(alice);
        OIDCTokenResponse tokens = bot.collects(asked.getAuthRequestID());

        IDTokenClaimsSet claims = bot.verifies(tokens);
        assertThat(claims.getACR()).isEqualTo(bot.provider().getACRs().get(0));
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getSubject().getValue()).doesNotContain(alice.number());
        assertThat(RelyingParty.json(claims, "urn:openid:params:jwt:claim:auth_req_id")
                        .asText())
                .isEqualTo(asked.getAuthRequestID().getValue());
        var verified = RelyingParty.json(claims, "verified_claims");
        assertThat(verified.at("/claims/given_name").asText()).isEqualTo("Alice");
        assertThat(verified.at("/claims").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("given_name", "family_name", "customer_number");
        assertThat(verified.at("/verification/evidence/0/attestation/voucher/organization")
                        .asText())
                .isNotEmpty();
        VerifiedClaimsSet read =
                VerifiedClaimsSet.parse(com.nimbusds.oauth2.sdk.util.JSONObjectUtils.parse(verified.toString()));
        assertThat(read.getClaimsSet().getGivenName()).isEqualTo("Alice");
    }

    @Test
    void the_customer_reads_the_clients_name_and_its_message_and_the_code_that_the_client_was_given() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);

        bot.asks(bot.request().loginHint(alice.number()).bindingMessage("Change of address, call 7-42-19"));
        ConsentPrompt prompt = phones.prompt(alice);

        assertThat(prompt.context().agent().displayName()).isEqualTo("Robo the bot");
        assertThat(prompt.context().bindingMessage().orElseThrow().text()).isEqualTo("Change of address, call 7-42-19");
        assertThat(prompt.needsNumber()).isFalse();
    }

    @Test
    void user_info_shows_the_same_and_only_of_that_request() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID first = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        OIDCTokenResponse tokens = bot.collects(first);

        UserInfoResponse answer =
                bot.userInfo(tokens.getOIDCTokens().getAccessToken().getValue());

        assertThat(answer.indicatesSuccess()).isTrue();
        assertThat(answer.toSuccessResponse().getUserInfo().getSubject())
                .isEqualTo(bot.verifies(tokens).getSubject());
        assertThat(answer.toSuccessResponse().getUserInfo().toJSONObject().toJSONString())
                .contains("Alice")
                .doesNotContain("alice@example.com");
        ShownTimeline timeline = ShownTimeline.of(
                phones.challenges(alice.number()).get(0).ask().interaction().value());
        assertThat(timeline.types()).endsWith("verdict", "identity_viewed", "identity_viewed");
        int last = timeline.items().size() - 1;
        assertThat(timeline.data(last).path("viewer").asText()).startsWith("client:");
        assertThat(timeline.data(last).path("shown").toString()).contains("given_name");
        assertThat(timeline.items().toString()).doesNotContain("Alice");
    }

    @Test
    void the_access_token_of_a_request_does_not_open_the_api() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        String token = bot.collects(request).getOIDCTokens().getAccessToken().getValue();

        io.restassured.RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/interactions")
                .then()
                .statusCode(401);
    }

    @Test
    void tokens_are_given_out_once_and_the_second_collector_gets_invalid_grant() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        bot.collects(request);

        assertThat(bot.pollsForError(request)).isEqualTo("invalid_grant");
    }

    @Test
    void of_polls_that_arrive_together_one_gets_the_tokens() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        ExecutorService pollers = Executors.newFixedThreadPool(4);
        try {
            Callable<String> poll = () -> bot.pollsForError(request);
            List<String> brought = new ArrayList<>();
            for (Future<String> answer : pollers.invokeAll(List.of(poll, poll, poll, poll))) {
                brought.add(answer.get());
            }
            assertThat(brought).containsExactlyInAnyOrder("none", "invalid_grant", "invalid_grant", "invalid_grant");
        } finally {
            pollers.shutdownNow();
        }
    }

    @Test
    void a_stolen_auth_req_id_is_worth_nothing_to_another_client() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        RelyingParty thief = RelyingParty.withKey(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);

        assertThat(thief.pollsForError(request)).isEqualTo("invalid_grant");
        assertThat(bot.collects(request)).isNotNull();
    }

    @Test
    void two_clients_know_one_customer_by_two_names_and_one_client_by_one() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        RelyingParty crm = RelyingParty.withKey(publicUrl, POLL);

        assertThat(subject(bot, alice)).isEqualTo(subject(bot, alice)).isNotEqualTo(subject(crm, alice));
    }

    private String subject(RelyingParty party, Alice alice) throws Exception {
        AuthRequestID request = party.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        return party.verifies(party.collects(request)).getSubject().getValue();
    }

    @Test
    void a_decline_is_access_denied() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();

        phones.declines(alice);

        assertThat(bot.pollsForError(request)).isEqualTo("access_denied");
        assertThat(bot.pollsForError(request)).isEqualTo("access_denied");
    }

    @Test
    void after_a_fraud_report_the_request_is_denied_and_the_next_one_at_once() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();

        phones.reports(alice);

        assertThat(bot.pollsForError(request)).isEqualTo("access_denied");
        CIBAResponse again = bot.send(bot.request().loginHint(alice.number()).build());
        assertThat(again.toErrorResponse().getErrorObject().getCode()).isEqualTo("access_denied");
        assertThat(again.toErrorResponse().getErrorObject().getHTTPStatusCode()).isEqualTo(403);
    }

    @Test
    void an_unknown_customer_and_one_without_a_wallet_cannot_be_told_apart() throws Exception {
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);

        var unknown = bot.send(bot.request().loginHint("C-nobody").build()).toErrorResponse();
        var unenrolled =
                bot.send(bot.request().loginHint(Alice.registered()).build()).toErrorResponse();

        assertThat(unknown.getErrorObject().getCode()).isEqualTo("unknown_user_id");
        assertThat(unknown.getErrorObject().toJSONObject())
                .isEqualTo(unenrolled.getErrorObject().toJSONObject());
    }

    @Test
    void what_was_withdrawn_is_not_shown_any_more() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();
        phones.approves(alice);
        String token = bot.collects(request).getOIDCTokens().getAccessToken().getValue();

        alice.wallet().withdraw(alice.wallet().history().get(0));

        assertThat(bot.userInfo(token)
                        .toSuccessResponse()
                        .getUserInfo()
                        .toJSONObject()
                        .toJSONString())
                .doesNotContain("Alice");
    }

    @Test
    void erasing_a_customer_forgets_requests_and_names() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty bot = RelyingParty.withSecret(publicUrl, POLL);
        AuthRequestID request = bot.asks(alice.number()).getAuthRequestID();

        as("client:crm", "scope:customers")
                .delete("/api/v1/customers/" + alice.number())
                .then()
                .statusCode(204);

        assertThat(bot.pollsForError(request)).isEqualTo("invalid_grant");
    }

    @Test
    void discovery_tells_a_standard_client_all_it_needs() throws Exception {
        OIDCProviderMetadata provider = RelyingParty.withSecret(publicUrl, POLL).provider();

        assertThat(provider.getBackChannelAuthenticationEndpointURI())
                .isEqualTo(publicUrl.resolve("/oauth/bc-authorize"));
        assertThat(provider.getBackChannelTokenDeliveryModes()).hasSize(3);
        assertThat(provider.getBackChannelAuthenticationRequestJWSAlgs().toString())
                .contains("PS256", "ES256")
                .doesNotContain("none", "RS256");
        assertThat(provider.supportsBackChannelUserCodeParam()).isTrue();
        assertThat(provider.getGrantTypes()).contains(com.nimbusds.oauth2.sdk.GrantType.CIBA);
        assertThat(provider.supportsVerifiedClaims()).isTrue();
        assertThat(provider.getVerifiedClaims()).contains("given_name", "customer_number");
        assertThat(provider.getAuthorizationDetailsTypes().toString()).contains("countersign_purpose");
        assertThat(provider.getIDTokenJWSAlgs()).isEqualTo(List.of(com.nimbusds.jose.JWSAlgorithm.ES256));
    }
}
