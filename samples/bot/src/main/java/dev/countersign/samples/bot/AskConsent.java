package dev.countersign.samples.bot;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.ciba.AuthRequestID;
import com.nimbusds.oauth2.sdk.ciba.CIBAGrant;
import com.nimbusds.oauth2.sdk.ciba.CIBARequest;
import com.nimbusds.oauth2.sdk.ciba.CIBARequestAcknowledgement;
import com.nimbusds.oauth2.sdk.ciba.CIBAResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Asks a customer for consent by OpenID CIBA in poll mode, with a standard client library, and waits for the answer.
 *
 * <p>Everything it needs it reads from the provider's discovery document. The ID token is verified before anybody believes it.
 */
public final class AskConsent {
    /** OpenID CIBA Core 1.0 section 11: so much slower after {@code slow_down}. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final OIDCProviderMetadata provider;
    private final Credentials credentials;
    private final Conversation conversation;

    private AskConsent(OIDCProviderMetadata provider, Credentials credentials, Conversation conversation) {
        this.provider = provider;
        this.credentials = credentials;
        this.conversation = conversation;
    }

    /** Reads who the provider is. */
    public static AskConsent at(URI issuer, Credentials credentials, Conversation conversation) throws IOException {
        try {
            return new AskConsent(OIDCProviderMetadata.resolve(new Issuer(issuer)), credentials, conversation);
        } catch (GeneralException e) {
            throw new IOException("no OpenID provider at " + issuer, e);
        }
    }

    /** Asks, and returns when the customer has answered or there will be no answer. */
    public Consent ask(Question question) throws IOException, InterruptedException {
        CIBARequest request = new CIBARequest.Builder(credentials.authentication(), new Scope("openid"))
                .endpointURI(provider.getBackChannelAuthenticationEndpointURI())
                .loginHint(question.customer())
                .bindingMessage(question.message())
                .build();
        try {
            HTTPResponse answer = request.toHTTPRequest().send();
            CIBAResponse response = CIBAResponse.parse(answer);
            if (!response.indicatesSuccess()) {
                return new Consent.Refused(
                        response.toErrorResponse().getErrorObject().getCode());
            }
            // An extension: the code that the phone shows too.
            Object code = answer.getBodyAsJSONObject().get("binding_code");
            conversation.say("I have sent a question to your phone. It shows this sentence: " + question.message());
            if (code != null) {
                conversation.say("It also shows the code " + code + ". If you see another one, do not go on.");
            }
            return poll(response.toRequestAcknowledgement());
        } catch (ParseException e) {
            throw new IOException("the provider's answer cannot be read", e);
        }
    }

    private Consent poll(CIBARequestAcknowledgement asked) throws IOException, InterruptedException, ParseException {
        Duration interval = Duration.ofSeconds(asked.getMinWaitInterval());
        Duration left = Duration.ofSeconds(asked.getExpiresIn()).plus(interval);
        while (!left.isNegative()) {
            conversation.pause(interval);
            left = left.minus(interval);
            TokenResponse answer = collect(asked.getAuthRequestID());
            if (answer instanceof OIDCTokenResponse tokens) {
                return new Consent.Given(verify(tokens));
            }
            String error = Objects.requireNonNullElse(
                    answer.toErrorResponse().getErrorObject().getCode(), "server_error");
            if (error.equals("slow_down")) {
                interval = interval.plus(SLOWER);
            } else if (!error.equals("authorization_pending")) {
                return new Consent.Refused(error);
            }
        }
        return new Consent.Refused("expired_token");
    }

    private TokenResponse collect(AuthRequestID request) throws IOException, ParseException {
        return OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        provider.getTokenEndpointURI(), credentials.authentication(), new CIBAGrant(request))
                .build()
                .toHTTPRequest()
                .send());
    }

    private IDTokenClaimsSet verify(OIDCTokenResponse tokens) throws IOException {
        try {
            return new IDTokenValidator(
                            provider.getIssuer(),
                            credentials.id(),
                            JWSAlgorithm.ES256,
                            provider.getJWKSetURI().toURL())
                    .validate(tokens.getOIDCTokens().getIDToken(), null);
        } catch (BadJOSEException | JOSEException e) {
            throw new IOException("the ID token is not good", e);
        }
    }
}
