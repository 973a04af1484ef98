package dev.countersign.service.push.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.countersign.service.platform.OutboundHttp;
import dev.countersign.service.platform.OutboundHttp.Reply;
import dev.countersign.service.platform.OutboundHttp.Request;
import dev.countersign.service.platform.OutboundUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Access tokens for FCM: made with the service account's key (RFC 7523), used again until shortly before they expire. */
@ApplicationScoped
class FcmTokens {
    private static final Logger LOG = Logger.getLogger(FcmTokens.class);
    private static final OutboundHttp.Limits LIMITS =
            new OutboundHttp.Limits(OutboundHttp.Use.PUSH, 16_384, Duration.ofSeconds(8));
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** So long before its end a token is made anew. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final OutboundHttp http;
    private final Clock clock;
    private @Nullable Token current;

    FcmTokens(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What asking for a token came to. */
    sealed interface Outcome {}

    /** A token; it does not show itself. */
    record Token(String value, Instant renewAt) implements Outcome {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** The account gets no token: its key was taken away, or the clock is wrong. */
    record Denied() implements Outcome {}

    /** No answer now. */
    record Unavailable(Optional<Duration> retryAfter) implements Outcome {}

    /**
     * Returns a token. One thread asks for a new one; the others wait for it.
     *
     * @param refused a token that FCM did not take; another one is returned
     */
    synchronized Outcome token(FcmAccount account, Optional<Token> refused) {
        Token known = current;
        if (known != null && clock.instant().isBefore(known.renewAt()) && !refused.equals(Optional.of(known))) {
            return known;
        }
        Outcome outcome = ask(account);
        current = outcome instanceof Token fresh ? fresh : null;
        return outcome;
    }

    private Outcome ask(FcmAccount account) {
        try {
            JWTBearerGrant grant = new JWTBearerGrant(assertion(account));
            String form = URLUtils.serializeParameters(grant.toParameters());
            Reply reply = http.send(
                    Request.post(account.tokenUri(), form.getBytes(StandardCharsets.UTF_8))
                            .with("content-type", "application/x-www-form-urlencoded")
                            .with("accept", "application/json"),
                    LIMITS);
            return judge(reply);
        } catch (OutboundUnavailableException e) {
            return new Unavailable(Optional.of(e.retryAfter()));
        } catch (IOException e) {
            LOG.warnf("No access token for FCM: %s", e.getMessage());
            return new Unavailable(Optional.empty());
        }
    }

    private Outcome judge(Reply reply) {
        if (reply.status() == 429 || reply.status() >= 500) {
            return new Unavailable(reply.retryAfter(clock.instant()));
        }
        try {
            HTTPResponse response = new HTTPResponse(reply.status());
            response.setHeader("Content-Type", reply.header("content-type").orElse("application/json"));
            response.setBody(new String(reply.body(), StandardCharsets.UTF_8));
            TokenResponse parsed = TokenResponse.parse(response);
            if (parsed instanceof AccessTokenResponse good) {
                AccessToken token = good.getTokens().getAccessToken();
                Duration life = token.getLifetime() > 0 ? Duration.ofSeconds(token.getLifetime()) : LIFETIME;
                return new Token(token.getValue(), clock.instant().plus(life).minus(MARGIN));
            }
            LOG.errorf(
                    "The service account for FCM gets no access token: %s",
                    parsed.toErrorResponse().getErrorObject().getCode());
        } catch (ParseException e) {
            LOG.errorf("The token endpoint for FCM answered with status %d and no token", reply.status());
        }
        return new Denied();
    }

    /** RFC 7523 section 3. */
    private SignedJWT assertion(FcmAccount account) {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(account.keyId()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(account.email())
                        .audience(account.tokenUri().toString())
                        .claim("scope", SCOPE)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        try {
            jwt.sign(new RSASSASigner(account.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was read as RSA at the start", e);
        }
        return jwt;
    }
}
