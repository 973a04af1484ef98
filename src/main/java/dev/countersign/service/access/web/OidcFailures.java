package dev.countersign.service.access.web;

import dev.countersign.service.access.OpenIdProvider;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Tells operators why a sign-in at the identity provider came to nothing. The framework's own lines are switched off
 * (application.properties): they show the claims of the token.
 */
@Singleton
class OidcFailures {
    private static final Logger LOG = Logger.getLogger(OidcFailures.class);

    void failed(@Observes AuthenticationFailureEvent event) {
        if (event.getAuthenticationFailure() instanceof AuthenticationRedirectException) {
            // Not a failure: how a flow goes on.
            return;
        }
        Object context = event.getEventProperties().get(RoutingContext.class.getName());
        if (context instanceof RoutingContext request
                && request.normalizedPath().equals(OpenIdProvider.PATH)) {
            LOG.warnf("a sign-in at the identity provider failed: %s", words(event.getAuthenticationFailure()));
        }
    }

    private static String words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException token) {
                return words(token);
            }
        }
        return "the answer belongs to no request of this browser, or the code could not be exchanged";
    }

    private static String words(InvalidJwtException token) {
        if (token.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "the ID token has expired (do the clocks agree?)";
        }
        if (token.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
            return "the ID token is for another client (is countersign.oidc.client-id right?)";
        }
        if (token.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
            return "the ID token is of another issuer (is countersign.oidc.auth-server-url right?)";
        }
        return token.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                ? "the signature of the ID token does not hold"
                : "a claim of the ID token is not acceptable, such as its nonce";
    }
}
