package dev.countersign.service.ciba;

import static dev.countersign.service.TestSignIn.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAErrorDelivery;
import com.nimbusds.oauth2.sdk.ciba.CIBAPingCallback;
import com.nimbusds.oauth2.sdk.ciba.CIBAPushCallback;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBATokenDelivery;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.countersign.service.Eventually;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients in ping and push mode are told, once, and only they. */
@QuarkusTest
class CibaNotificationTest {
    private static final BearerAccessToken TOKEN = new BearerAccessToken("8d67dc78-7faa-4d41-aabd-67707b374255");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    @Inject
    EntityManager entities;

    private RelyingParty party(String mode, NotificationEndpoint endpoint) throws Exception {
        return RelyingParty.withKey(publicUrl, members(mode, endpoint.uri().toString()));
    }

    private static Map<String, Object> members(String mode, String endpoint) {
        Map<String, Object> members = new HashMap<>();
        members.put("backchannel_token_delivery_mode", mode);
        members.put("backchannel_client_notification_endpoint", endpoint);
        return members;
    }

    private static CIBARequestAcknowledgement asks(RelyingParty party, Alice alice) throws Exception {
        return party.asks(party.request().loginHint(alice.number()).clientNotificationToken(TOKEN));
    }

    /** What came, as a standard client library reads it. */
    private static HTTPRequest received(NotificationEndpoint endpoint) throws Exception {
        NotificationEndpoint.Call call = endpoint.next();
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint.uri());
        request.setAuthorization(call.authorization());
        request.setContentType(call.contentType());
        assertThat(ContentType.parse(call.contentType()).matches(ContentType.APPLICATION_JSON))
                .isTrue();
        request.setBody(call.body());
        return request;
    }

    private long done(AuthRequestID request, String delivered) {
        return (Long)
                entities.createNativeQuery("select count(*) from ciba_notification n join ciba_request r on r.id ="
                                + " n.request_id where r.auth_req_id_hash = ?1 and n.done_at is not null and n.delivered = "
                                + delivered)
                        .setParameter(1, AuthReqIds.hash(request.getValue()))
                        .getSingleResult();
    }

    private void isDone(AuthRequestID request, String delivered) throws InterruptedException {
        Eventually.holds(() -> done(request, delivered) == 1);
    }

    @Test
    void a_ping_tells_the_request_and_nothing_else_and_the_client_collects() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("ping", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();
            assertThat(party.pollsForError(request)).isEqualTo("authorization_pending");

            phones.approves(alice);
            HTTPRequest ping = received(endpoint);

            CIBAPingCallback read = CIBAPingCallback.parse(ping);
            assertThat(read.getAccessToken()).isEqualTo(TOKEN);
            assertThat(read.getAuthRequestID()).isEqualTo(request);
            assertThat(ping.getBodyAsJSONObject()).containsOnlyKeys("auth_req_id");
            assertThat(party.verifies(party.collects(request))).isNotNull();
        }
    }

    @Test
    void a_decline_is_pinged_too_and_then_access_denied() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("ping", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();

            phones.declines(alice);
            received(endpoint);

            assertThat(party.pollsForError(request)).isEqualTo("access_denied");
        }
    }

    @Test
    void a_ping_that_is_answered_with_a_body_was_delivered() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            endpoint.answers(200, "{\"thanks\":true}");
            Alice alice = Alice.enrolled();
            RelyingParty party = party("ping", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();

            phones.approves(alice);

            isDone(request, "true");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 500, 503})
    void a_client_that_refuses_its_ping_is_not_called_again_and_can_still_collect(int status) throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            endpoint.answers(status, "no");
            Alice alice = Alice.enrolled();
            RelyingParty party = party("ping", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();

            phones.approves(alice);
            received(endpoint);

            isDone(request, "false");
            assertThat(endpoint.waiting()).isZero();
            assertThat(party.collects(request)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_of_a_notification_is_not_followed(int status) throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            endpoint.answers(status, "");
            Alice alice = Alice.enrolled();
            RelyingParty party = party("ping", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();

            phones.approves(alice);
            received(endpoint);

            isDone(request, "false");
            assertThat(endpoint.wasLeftForElsewhere()).isFalse();
        }
    }

    @Test
    void a_client_that_was_down_for_a_moment_is_told_when_it_is_back() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party;
        AuthRequestID request;
        try (NotificationEndpoint gone = new NotificationEndpoint()) {
            party = party("ping", gone);
            request = asks(party, alice).getAuthRequestID();
        }
        phones.approves(alice);
        Eventually.holds(() -> attempts(request) >= 1);

        try (NotificationEndpoint back = new NotificationEndpoint()) {
            party.registers(members("ping", back.uri().toString())).statusCode(200);

            assertThat(CIBAPingCallback.parse(received(back)).getAuthRequestID())
                    .isEqualTo(request);
        }
    }

    private long attempts(AuthRequestID request) {
        return ((Number) entities.createNativeQuery(
                                "select coalesce(max(n.attempts), 0) from ciba_notification n join"
                                        + " ciba_request r on r.id = n.request_id where r.auth_req_id_hash = ?1 and n.lease is null")
                        .setParameter(1, AuthReqIds.hash(request.getValue()))
                        .getSingleResult())
                .longValue();
    }

    @Test
    void a_push_brings_the_tokens_bound_to_each_other_and_to_the_request() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);
            CIBARequestAcknowledgement asked = asks(party, alice);
            assertThat(asked.getMinWaitInterval()).isNull();
            AuthRequestID request = asked.getAuthRequestID();

            phones.approves(alice);
            CIBAPushCallback push = CIBAPushCallback.parse(received(endpoint));

            assertThat(push.indicatesSuccess()).isTrue();
            CIBATokenDelivery delivery = push.toTokenDelivery();
            assertThat(delivery.getAccessToken()).isEqualTo(TOKEN);
            assertThat(delivery.getAuthRequestID()).isEqualTo(request);
            IDTokenClaimsSet claims = party.verifies(new OIDCTokenResponse(delivery.getOIDCTokens()));
            assertThat(claims.getStringClaim("urn:openid:params:jwt:claim:auth_req_id"))
                    .isEqualTo(request.getValue());
            assertThat(RelyingParty.json(claims, "verified_claims")
                            .at("/claims/given_name")
                            .asText())
                    .isEqualTo("Alice");
            assertThat(party.userInfo(delivery.getOIDCTokens().getAccessToken().getValue())
                            .indicatesSuccess())
                    .isTrue();
        }
    }

    @Test
    void a_push_client_may_not_poll() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);

            assertThat(party.pollsForError(asks(party, alice).getAuthRequestID()))
                    .isEqualTo("unauthorized_client");
        }
    }

    @Test
    void a_decline_is_pushed_as_access_denied() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();

            phones.declines(alice);
            CIBAErrorDelivery push = CIBAPushCallback.parse(received(endpoint)).toErrorDelivery();

            assertThat(push.getErrorObject().getCode()).isEqualTo("access_denied");
            assertThat(push.getAuthRequestID()).isEqualTo(request);
        }
    }

    @Test
    void a_request_that_nobody_answered_is_pushed_as_expired_token() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);
            asks(party, alice);

            QuarkusMock.installMockForType(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)), Clock.class);

            assertThat(CIBAPushCallback.parse(received(endpoint))
                            .toErrorDelivery()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("expired_token");
        }
    }

    @Test
    void a_ping_client_that_sends_no_token_is_refused() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            RelyingParty party = party("ping", endpoint);

            assertThat(party.send(party.request().loginHint("C-1").build())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://internal.example/cb",
                "https://user:secret@client.example/cb",
                "https://client.example/cb#here",
                "file:///etc/passwd",
                "ftp://client.example/cb"
            })
    void a_notification_endpoint_that_is_no_plain_https_address_is_not_registered(String endpoint) throws Exception {
        RelyingParty party = RelyingParty.withSecret(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"));

        // Plain http is tolerated in the development posture; there the guarded client lets it reach loopback only.
        party.registers(members("ping", endpoint)).statusCode(endpoint.startsWith("http:") ? 200 : 422);
    }

    @Test
    void a_notification_endpoint_inside_the_network_is_not_called() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = RelyingParty.withKey(publicUrl, members("ping", "https://10.0.0.1/cb"));
        AuthRequestID request = asks(party, alice).getAuthRequestID();

        phones.approves(alice);

        isDone(request, "false");
        assertThat(party.collects(request)).isNotNull();
    }

    @Test
    void a_fapi_client_is_not_registered_for_push() throws Exception {
        RelyingParty party =
                RelyingParty.withKey(publicUrl, Map.of("backchannel_token_delivery_mode", "poll", "profile", "fapi"));
        Map<String, Object> push = members("push", "https://client.example/cb");
        push.put("profile", "fapi");

        party.registers(push).statusCode(422).body(containsString("FAPI forbids push"));
    }

    private static void changes(RelyingParty party, Map<String, Object> members) {
        as("staff:root", "admin")
                .contentType("application/json")
                .body(members)
                .patch("/api/v1/clients/" + party.id())
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "push"})
    void a_client_that_was_suspended_since_it_asked_is_told_nothing(String mode) throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party(mode, endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();
            changes(party, Map.of("state", "suspended"));

            phones.approves(alice);

            isDone(request, "false");
            assertThat(endpoint.waiting()).isZero();
        }
    }

    @Test
    void a_client_whose_tokens_are_bound_to_a_certificate_is_not_registered_for_push_which_would_unbind_them()
            throws Exception {
        RelyingParty party = RelyingParty.withKey(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"));
        changes(party, Map.of("tls_client_certificate_bound_access_tokens", true));

        party.registers(members("push", "https://client.example/cb"))
                .statusCode(422)
                .body(containsString("/backchannel_token_delivery_mode"));
    }

    @Test
    void a_push_client_whose_tokens_were_bound_since_is_sent_no_unbound_ones_and_may_not_ask() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();
            changes(party, Map.of("tls_client_certificate_bound_access_tokens", true));

            phones.approves(alice);

            isDone(request, "false");
            assertThat(endpoint.waiting()).isZero();
            assertThat(party.send(party.request()
                                    .loginHint(alice.number())
                                    .clientNotificationToken(TOKEN)
                                    .build())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("unauthorized_client");
        }
    }

    @Test
    void what_was_asked_in_push_mode_is_not_collected_a_second_time_by_polling() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = party("push", endpoint);
            AuthRequestID request = asks(party, alice).getAuthRequestID();
            party.registers(members("ping", endpoint.uri().toString())).statusCode(200);

            assertThat(party.pollsForError(request)).isEqualTo("unauthorized_client");
            phones.approves(alice);
            received(endpoint);

            assertThat(party.pollsForError(request)).isEqualTo("unauthorized_client");
        }
    }

    @Test
    void what_was_asked_by_polling_is_collected_though_the_client_pushes_since() throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = RelyingParty.withKey(publicUrl, Map.of("backchannel_token_delivery_mode", "poll"));
            AuthRequestID request = party.asks(alice.number()).getAuthRequestID();
            party.registers(members("push", endpoint.uri().toString())).statusCode(200);
            phones.approves(alice);

            assertThat(party.collects(request)).isNotNull();
            assertThat(party.pollsForError(request)).isEqualTo("unauthorized_client");
        }
    }
}
