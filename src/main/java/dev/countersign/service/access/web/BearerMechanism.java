package dev.countersign.service.access.web;

import dev.countersign.protocol.Verification;
import dev.countersign.service.access.AccessToken;
import dev.countersign.service.access.AccessTokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/**
 * Authenticates machine clients by a bearer token (RFC 6750), which may be bound to their certificate (RFC 8705), under
 * {@code /api} only: elsewhere an {@code Authorization} header belongs to others.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";

    private final AccessTokens tokens;

    BearerMechanism(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader("Authorization");
        if (header == null
                || !context.normalizedPath().startsWith("/api/")
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        Verification<AccessToken> judged =
                tokens.verify(header.substring(SCHEME.length()), tokens.apiAudience(), ClientCertificates.of(context));
        return judged.fold(
                verified -> Uni.createFrom().item(identity(verified.value())),
                rejected -> Uni.createFrom().failure(new AuthenticationFailedException(rejected.detail())),
                undecided -> Uni.createFrom().failure(new AuthenticationFailedException("it cannot be checked now")));
    }

    private static SecurityIdentity identity(AccessToken token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(IdentityCaller.CLIENT_PREFIX + token.clientId()))
                .addRoles(token.scopes().stream().map(scope -> "scope:" + scope).collect(Collectors.toSet()))
                .addAttribute(IdentityCaller.DISPLAY_NAME, token.clientId())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"countersign\""));
    }
}
