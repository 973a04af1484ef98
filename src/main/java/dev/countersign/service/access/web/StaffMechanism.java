package dev.countersign.service.access.web;

import dev.countersign.service.access.StaffAccount;
import dev.countersign.service.access.StaffSessions;
import dev.countersign.service.platform.OwnOrigin;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates staff by the session cookie.
 *
 * <p>A browser sends the cookie whoever made it send the request. SameSite keeps other sites out; the check of the origin
 * keeps them out again, and sibling hosts too.
 */
@ApplicationScoped
class StaffMechanism implements HttpAuthenticationMechanism {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final StaffSessions sessions;
    private final SessionCookie cookies;
    private final OwnOrigin ownOrigin;
    private final BlockingSecurityExecutor executor;

    StaffMechanism(
            StaffSessions sessions, SessionCookie cookies, OwnOrigin ownOrigin, BlockingSecurityExecutor executor) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.ownOrigin = ownOrigin;
        this.executor = executor;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Cookie cookie = context.request().getCookie(cookies.name());
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (!SAFE.contains(context.request().method())
                && !ownOrigin.isOurs(context.request().getHeader("Origin"))) {
            return Uni.createFrom().failure(new ForbiddenException("the Origin header does not name us"));
        }
        return executor.executeBlocking(() -> sessions.holder(cookie.getValue()))
                .map(StaffMechanism::identity);
    }

    // An ended session is no session: the mechanism has nothing to say, as for a request without the cookie.
    @SuppressWarnings("NullAway")
    private static SecurityIdentity identity(Optional<StaffAccount> holder) {
        return holder.map(StaffMechanism::identity).orElse(null);
    }

    private static SecurityIdentity identity(StaffAccount account) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(IdentityCaller.STAFF_PREFIX + account.account()))
                .addRoles(account.roles())
                .addAttribute(IdentityCaller.DISPLAY_NAME, account.displayName())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }
}
