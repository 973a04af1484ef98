package dev.countersign.service.ciba;

import static dev.countersign.service.access.TestCertificates.selfSigned;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAPingCallback;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.op.ReadOnlyOIDCProviderEndpointMetadata;
import dev.countersign.service.access.ClientCertificate;
import dev.countersign.service.access.TestCertificates;
import dev.countersign.service.access.TestCertificates.Identity;
import dev.countersign.service.access.TestCertificates.Wanted;
import dev.countersign.service.access.TlsNode;
import dev.countersign.service.consent.Alice;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FAPI-CIBA by https at the service's own listener, with certificates that clients really show (RFC 8705). */
@QuarkusTest
@TestProfile(TlsNode.OverTls.class)
class CibaOverTlsTest {
    private static final TestCertificates AUTHORITY = TlsNode.authority();
    private static final BearerAccessToken NOTIFICATION_TOKEN =
            new BearerAccessToken("5e0ac1d4-93c7-4b0f-9a55-2c1b0d7e64aa");

    @Inject
    PublicUrl publicUrl;

    @Inject
    Phones phones;

    /** How a client says who it is; its tokens are bound to its certificate in each way. */
    private enum Way {
        CERTIFICATE_OF_AN_AUTHORITY {
            @Override
            RelyingParty registers(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
                return RelyingParty.withCertificateOf(AUTHORITY, publicUrl, ciba);
            }
        },
        CERTIFICATE_OF_ITS_OWN {
            @Override
            RelyingParty registers(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
                return RelyingParty.withCertificate(publicUrl, ciba);
            }
        },
        SIGNED_ASSERTION {
            @Override
            RelyingParty registers(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception {
                return RelyingParty.withKey(publicUrl, ciba);
            }
        };

        abstract RelyingParty registers(PublicUrl publicUrl, Map<String, Object> ciba) throws Exception;
    }

    private static Map<String, Object> fapi(String mode) {
        return Map.of(
                "backchannel_token_delivery_mode",
                mode,
                "profile",
                "fapi",
                "backchannel_authentication_request_signing_alg",
                "PS256");
    }

    private RelyingParty polling(Way way) throws Exception {
        return way.registers(publicUrl, fapi("poll")).overTls();
    }

    private RelyingParty pinged(Way way, NotificationEndpoint endpoint) throws Exception {
        Map<String, Object> ciba = new HashMap<>(fapi("ping"));
        ciba.put("backchannel_client_notification_endpoint", endpoint.uri().toString());
        return way.registers(publicUrl, ciba).overTls();
    }

    private static CIBARequest.Builder request(RelyingParty party, Alice alice) {
        return party.request().loginHint(alice.number()).bindingMessage("Order 1234");
    }

    private static CIBAResponse sends(RelyingParty party, Alice alice) throws Exception {
        return party.sendsSigned(party.claims(request(party, alice)));
    }

    private static AuthRequestID asks(RelyingParty party, Alice alice) throws Exception {
        return sends(party, alice).toRequestAcknowledgement().getAuthRequestID();
    }

    private static String accessToken(OIDCTokenResponse tokens) {
        return tokens.getOIDCTokens().getAccessToken().getValue();
    }

    private static Identity strangers() {
        return AUTHORITY.issue(Wanted.client("CN=stranger"));
    }

    /** Another certificate with the very name of this one. */
    private static Identity namesakeOf(Identity identity) {
        return AUTHORITY.issue(
                Wanted.client(identity.own().getSubjectX500Principal().getName()));
    }

    private static void assertBoundTo(String token, Identity identity) throws Exception {
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", new ClientCertificate(identity.chain()).thumbprint()));
    }

    private static void assertInvalidToken(UserInfoResponse answer) {
        assertThat(answer.indicatesSuccess()).isFalse();
        assertThat(answer.toErrorResponse().getErrorObject().getHTTPStatusCode())
                .isEqualTo(401);
        assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_token");
    }

    private void assertIsWorthNothingToAThief(String token, RelyingParty victim) throws Exception {
        for (Identity thiefs :
                List.of(strangers(), namesakeOf(victim.identity()), selfSigned(Wanted.client("CN=rp")))) {
            assertInvalidToken(victim.showing(thiefs).userInfo(token));
        }
        assertInvalidToken(victim.showingNone().userInfo(token));
        assertInvalidToken(UserInfoResponse.parse(
                bearing(token, publicUrl.resolve("/oauth/userinfo")).send()));
    }

    /** Without TLS, and so without any certificate. */
    private static HTTPRequest bearing(String token, URI resource) {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, resource);
        request.setAuthorization("Bearer " + token);
        return request;
    }

    @Test
    void discovery_leads_clients_with_certificates_to_the_tls_listener() throws Exception {
        OIDCProviderMetadata provider = polling(Way.CERTIFICATE_OF_ITS_OWN).provider();
        ReadOnlyOIDCProviderEndpointMetadata aliases = provider.getReadOnlyMtlsEndpointAliases();
        URI listener = URI.create("https://localhost:" + TlsNode.port());

        assertThat(aliases.getTokenEndpointURI()).isEqualTo(listener.resolve("/oauth/token"));
        assertThat(aliases.getBackChannelAuthenticationEndpointURI())
                .isEqualTo(listener.resolve("/oauth/bc-authorize"));
        assertThat(aliases.getUserInfoEndpointURI()).isEqualTo(listener.resolve("/oauth/userinfo"));
        assertThat(provider.supportsTLSClientCertificateBoundAccessTokens()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void what_a_client_polls_for_opens_with_its_certificate_and_is_worth_nothing_to_a_thief(Way way) throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(way);
        AuthRequestID request = asks(party, alice);
        assertThat(party.pollsForError(request)).isEqualTo("authorization_pending");

        phones.approves(alice);
        OIDCTokenResponse tokens = party.collects(request);

        assertThat(RelyingParty.json(party.verifies(tokens), "verified_claims")
                        .at("/claims/given_name")
                        .asText())
                .isEqualTo("Alice");
        assertBoundTo(accessToken(tokens), party.identity());
        assertThat(party.userInfo(accessToken(tokens)).indicatesSuccess()).isTrue();
        assertIsWorthNothingToAThief(accessToken(tokens), party);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void what_a_client_collects_after_its_ping_is_worth_nothing_to_a_thief(Way way) throws Exception {
        try (NotificationEndpoint endpoint = new NotificationEndpoint()) {
            Alice alice = Alice.enrolled();
            RelyingParty party = pinged(way, endpoint);
            AuthRequestID request = party.sendsSigned(
                            party.claims(request(party, alice).clientNotificationToken(NOTIFICATION_TOKEN)))
                    .toRequestAcknowledgement()
                    .getAuthRequestID();

            phones.approves(alice);
            NotificationEndpoint.Call ping = endpoint.next();
            OIDCTokenResponse tokens = party.collects(request);

            assertThat(read(ping, endpoint).getAuthRequestID()).isEqualTo(request);
            assertThat(party.userInfo(accessToken(tokens)).indicatesSuccess()).isTrue();
            assertIsWorthNothingToAThief(accessToken(tokens), party);
        }
    }

    private static CIBAPingCallback read(NotificationEndpoint.Call ping, NotificationEndpoint endpoint)
            throws Exception {
        HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, endpoint.uri());
        request.setAuthorization(ping.authorization());
        request.setContentType(ping.contentType());
        request.setBody(ping.body());
        return CIBAPingCallback.parse(request);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_stolen_token_for_the_api_opens_nothing_with_another_certificate_or_none(Way way) throws Exception {
        RelyingParty party = polling(way);
        String token = party.asksForApiToken()
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue();

        assertThat(party.callsApi(token)).isEqualTo(200);
        assertThat(party.showing(strangers()).callsApi(token)).isEqualTo(401);
        assertThat(party.showing(namesakeOf(party.identity())).callsApi(token)).isEqualTo(401);
        assertThat(party.showingNone().callsApi(token)).isEqualTo(401);
        assertThat(bearing(token, publicUrl.resolve("/api/v1/interactions"))
                        .send()
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void tokens_for_one_resource_do_not_open_the_other_though_the_certificate_is_right() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(Way.CERTIFICATE_OF_AN_AUTHORITY);
        AuthRequestID request = asks(party, alice);
        phones.approves(alice);

        assertThat(party.callsApi(accessToken(party.collects(request)))).isEqualTo(401);
        assertInvalidToken(party.userInfo(party.asksForApiToken()
                .toSuccessResponse()
                .getTokens()
                .getAccessToken()
                .getValue()));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_stolen_auth_req_id_polled_with_another_clients_certificate_brings_nothing_and_the_owner_still_collects(
            Way way) throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(way);
        RelyingParty thief = polling(way);
        AuthRequestID request = asks(party, alice);
        phones.approves(alice);

        assertThat(thief.pollsForError(request)).isEqualTo("invalid_grant");

        assertThat(party.verifies(party.collects(request))).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"CERTIFICATE_OF_AN_AUTHORITY", "CERTIFICATE_OF_ITS_OWN"})
    void who_poses_as_a_client_with_another_certificate_or_none_is_refused_at_both_endpoints(Way way) throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(way);
        AuthRequestID request = asks(party, alice);
        phones.approves(alice);

        for (RelyingParty impostor : List.of(
                party.showing(strangers()),
                party.showing(polling(way).identity()),
                party.showing(selfSigned(Wanted.client(
                        party.identity().own().getSubjectX500Principal().getName()))),
                party.showingNone())) {
            ErrorObject refusal = sends(impostor, alice).toErrorResponse().getErrorObject();
            assertThat(refusal.getCode()).isEqualTo("invalid_client");
            assertThat(refusal.getHTTPStatusCode()).isEqualTo(401);
            assertThat(impostor.pollsForError(request)).isEqualTo("invalid_client");
        }

        assertThat(phones.challenges(alice.number())).hasSize(1);
        assertThat(party.collects(request)).isNotNull();
    }

    @Test
    void a_certificate_that_has_expired_since_collects_nothing() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(Way.SIGNED_ASSERTION);
        AuthRequestID request = asks(party, alice);
        phones.approves(alice);
        Identity expired = AUTHORITY.issue(Wanted.client("CN=rp").valid(Duration.ofDays(-2), Duration.ofDays(-1)));

        assertThat(party.showing(expired).pollsForError(request)).isEqualTo("invalid_request");

        assertThat(party.collects(request)).isNotNull();
    }

    /** FAPI 1.0 part 2, 5.2.2-5: no tokens that anybody could use; and those that wait are not lost by asking for them so. */
    @Test
    void a_client_that_signs_is_given_no_unbound_token_and_its_token_waits_for_a_certificate() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty party = polling(Way.SIGNED_ASSERTION);
        AuthRequestID request = asks(party, alice);
        phones.approves(alice);

        assertThat(party.showingNone().pollsForError(request)).isEqualTo("invalid_request");

        assertThat(party.collects(request)).isNotNull();
    }

    @Test
    void a_client_that_signs_may_renew_its_certificate_and_its_token_is_bound_to_the_one_it_collected_with()
            throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty before = polling(Way.SIGNED_ASSERTION);
        RelyingParty after = before.showing(selfSigned(Wanted.client("CN=rp")));
        AuthRequestID request = asks(before, alice);
        phones.approves(alice);

        String token = accessToken(after.collects(request));

        assertThat(after.userInfo(token).indicatesSuccess()).isTrue();
        assertInvalidToken(before.userInfo(token));
    }

    @Test
    void a_header_that_pretends_to_be_a_proxys_word_is_refused_beside_a_real_certificate() throws Exception {
        Alice alice = Alice.enrolled();
        RelyingParty victim = polling(Way.CERTIFICATE_OF_ITS_OWN);
        RelyingParty attacker = victim.showing(strangers());
        HTTPRequest forged = request(attacker, alice).build().toHTTPRequest();
        forged.setHeader("Client-Cert", RelyingParty.certificateHeader(victim.identity()));

        ErrorObject refusal =
                CIBAResponse.parse(attacker.sends(forged)).toErrorResponse().getErrorObject();

        assertThat(refusal.getCode()).isEqualTo("invalid_request");
        assertThat(phones.challenges(alice.number())).isEmpty();
    }
}
