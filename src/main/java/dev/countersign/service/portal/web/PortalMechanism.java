package dev.countersign.service.portal.web;

import dev.countersign.service.access.Roles;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.portal.PortalSessions;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Authenticates customers by the portal's cookie, for the portal's own calls and nothing else. There nobody else is recognised: a
 * colleague who is signed in at the console is a stranger to it, and a customer a stranger to the API.
 */
@ApplicationScoped
class PortalMechanism implements HttpAuthenticationMechanism {
    static final String CALLS = PortalPages.ROOT + "/v1/";
    static final String CUSTOMER = "countersign.portal.customer";

    private final PortalSessions sessions;
    private final PublicUrl publicUrl;
    private final BlockingSecurityExecutor executor;

    PortalMechanism(PortalSessions sessions, PublicUrl publicUrl, BlockingSecurityExecutor executor) {
        this.sessions = sessions;
        this.publicUrl = publicUrl;
        this.executor = executor;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        if (!context.normalizedPath().startsWith(CALLS)) {
            return Uni.createFrom().nullItem();
        }
        Cookie cookie = context.request().getCookie(PortalCookie.SESSION.name(publicUrl));
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Uni.createFrom().item(nobody());
        }
        return executor.executeBlocking(() -> sessions.holder(cookie.getValue())
                .map(PortalMechanism::identity)
                .orElseGet(PortalMechanism::nobody));
    }

    private static SecurityIdentity nobody() {
        return QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    }

    private static SecurityIdentity identity(CustomerId customer) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("customer:" + customer))
                .addRole(Roles.CUSTOMER)
                .addAttribute(CUSTOMER, customer)
                .build();
    }

    /** Before all others, which the portal's calls are none of. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 2_000;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
