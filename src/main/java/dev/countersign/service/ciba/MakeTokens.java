package dev.countersign.service.ciba;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.rar.AuthorizationDetail;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.service.access.AccessTokens;
import dev.countersign.service.consent.Ask;
import dev.countersign.service.consent.Challenges;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.KeyUse;
import dev.countersign.service.platform.OrganisationKeys;
import dev.countersign.service.platform.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the tokens of a request that the customer consented to: an ID token with what they consented to, and an access token
 * that opens the same at UserInfo and nothing else.
 */
@ApplicationScoped
class MakeTokens {
    /** How a wallet answers: with a key that only the customer's phone has, after the customer said yes on it. */
    static final ACR AUTHENTICATION_CONTEXT = new ACR("urn:countersign:acr:wallet");

    /** OpenID CIBA Core 1.0 section 10.3.1. */
    static final String AUTH_REQ_ID = "urn:openid:params:jwt:claim:auth_req_id";

    /** Path of the UserInfo endpoint, the one resource that takes these access tokens. */
    static final String USER_INFO = "/oauth/userinfo";

    static final String AUTHORIZATION_DETAILS = "authorization_details";

    static final Duration LIFETIME = Duration.ofMinutes(10);

    /** RFC 8176: proof of possession of a key; a person was there. */
    private static final List<AMR> METHODS = List.of(new AMR("pop"), new AMR("user"));

    private final AccessTokens accessTokens;
    private final Subjects subjects;
    private final ConsentedClaims consentedClaims;
    private final Challenges challenges;
    private final Interactions interactions;
    private final AuthReqIds authReqIds;
    private final Signing signing;

    MakeTokens(
            AccessTokens accessTokens,
            Subjects subjects,
            ConsentedClaims consentedClaims,
            Challenges challenges,
            Interactions interactions,
            AuthReqIds authReqIds,
            Signing signing) {
        this.accessTokens = accessTokens;
        this.subjects = subjects;
        this.consentedClaims = consentedClaims;
        this.challenges = challenges;
        this.interactions = interactions;
        this.authReqIds = authReqIds;
        this.signing = signing;
    }

    /** Who may use the access token. */
    sealed interface Holder {
        /** Whoever has it (RFC 6750). */
        record Anybody() implements Holder {}

        /** Who has the key of this certificate too (RFC 8705 section 3). */
        record OfCertificate(String thumbprint) implements Holder {}
    }

    /** Tokens of one request. */
    record Tokens(String accessToken, String idToken, ArrayNode details) {
        OIDCTokens toOidc() {
            try {
                List<AuthorizationDetail> granted =
                        AuthorizationDetail.parseList(new String(Json.print(details), StandardCharsets.UTF_8));
                return new OIDCTokens(
                        idToken,
                        new BearerAccessToken(accessToken, LIFETIME.toSeconds(), new Scope("openid"), granted, null),
                        null);
            } catch (ParseException e) {
                throw new IllegalStateException("our own authorization details cannot be read", e);
            }
        }

        @Override
        public String toString() {
            return "Tokens";
        }
    }

    /**
     * Makes them, and records that the client looked.
     *
     * @param consentedAt when the customer's answer was found good
     */
    Tokens make(BackchannelRequest request, Instant consentedAt, Holder holder) {
        Ask ask = challenges.find(request.challenge()).orElseThrow().ask();
        String subject = subjects.of(request.clientId(), request.customer());
        ArrayNode details = details(ask);
        ObjectNode more = Json.object();
        more.set(AUTHORIZATION_DETAILS, details);
        if (holder instanceof Holder.OfCertificate certificate) {
            more.putObject("cnf").put("x5t#S256", certificate.thumbprint());
        }
        String accessToken = accessTokens.issue(new AccessTokens.Claims(
                subject, request.clientId(), signing.userInfo(), Set.of("openid"), LIFETIME, more));
        IDTokenClaimsSet claims = signing.claims(subject, request.clientId());
        claims.setAuthenticationTime(Date.from(consentedAt));
        claims.setACR(AUTHENTICATION_CONTEXT);
        claims.setAMR(METHODS);
        claims.setAccessTokenHash(
                AccessTokenHash.compute(new BearerAccessToken(accessToken), JWSAlgorithm.ES256, null));
        claims.setClaim(AUTH_REQ_ID, authReqIds.of(request.id()));
        Optional<JsonNode> verified =
                consentedClaims.of(request.interaction(), request.challenge(), "client:" + request.clientId());
        return new Tokens(accessToken, signing.sign(claims, verified), details);
    }

    /** RFC 9396 7: what was granted, with the names under which our API knows it. */
    private ArrayNode details(Ask ask) {
        Interaction interaction = interactions.find(ask.interaction()).orElseThrow();
        ArrayNode details = Json.object().putArray(AUTHORIZATION_DETAILS);
        details.addObject()
                .put("type", PurposeDetail.TYPE)
                .put("purpose", ask.purpose().value())
                .put("channel", interaction.channel().wireName())
                .put("direction", interaction.direction().wireName())
                .put("interaction", interaction.id().value())
                .put("challenge", ask.id().value());
        return details;
    }

    /** Puts our name, our time and our signature under an ID token. */
    @ApplicationScoped
    static class Signing {
        private final OrganisationKeys keys;
        private final PublicUrl publicUrl;
        private final Clock clock;

        Signing(OrganisationKeys keys, PublicUrl publicUrl, Clock clock) {
            this.keys = keys;
            this.publicUrl = publicUrl;
            this.clock = clock;
        }

        String userInfo() {
            return publicUrl.resolve(USER_INFO).toString();
        }

        IDTokenClaimsSet claims(String subject, String clientId) {
            Instant now = clock.instant();
            return new IDTokenClaimsSet(
                    new Issuer(publicUrl.uri()),
                    new Subject(subject),
                    List.of(new Audience(clientId)),
                    Date.from(now.plus(LIFETIME)),
                    Date.from(now));
        }

        String sign(IDTokenClaimsSet claims, Optional<JsonNode> verifiedClaims) {
            ObjectNode header = Json.object()
                    .put("typ", "JWT")
                    .put("kid", keys.publicKey(KeyUse.TOKEN).keyId().orElseThrow());
            ObjectNode payload =
                    Json.parseObject(claims.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8));
            verifiedClaims.ifPresent(value -> payload.set(ConsentedClaims.VERIFIED_CLAIMS, value));
            return Jws.sign(header, Json.print(payload), keys.signer(KeyUse.TOKEN))
                    .compact();
        }
    }
}
