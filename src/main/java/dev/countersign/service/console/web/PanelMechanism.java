package dev.countersign.service.console.web;

import dev.countersign.service.console.PanelAccess;
import dev.countersign.service.console.PanelAccess.InPanel;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Authenticates the agent of a panel by its bearer token (RFC 6750), for what {@link PanelReach} names and nothing else. No
 * cookie takes part: browsers do not send them to frames of other sites.
 */
@ApplicationScoped
class PanelMechanism implements HttpAuthenticationMechanism {
    /** The attribute of the identity that holds the {@link Panel}. */
    static final String PANEL = "panel";

    private static final String SCHEME = "Bearer pnl_";

    private final PanelAccess access;
    private final PanelReach reach;
    private final BlockingSecurityExecutor executor;

    PanelMechanism(PanelAccess access, PanelReach reach, BlockingSecurityExecutor executor) {
        this.access = access;
        this.reach = reach;
        this.executor = executor;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(SCHEME.indexOf("pnl_"));
        HttpMethod method = context.request().method();
        String path = context.request().path();
        return executor.executeBlocking(() -> identity(token, method, path));
    }

    private SecurityIdentity identity(String token, HttpMethod method, String path) {
        InPanel caller = access.find(token)
                .orElseThrow(
                        () -> new AuthenticationFailedException("the token opens no panel, or its panel has ended"));
        if (!reach.reaches(caller.panel(), method, path)) {
            throw new ForbiddenException("a panel does not reach this");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("staff:" + caller.panel().agent()))
                .addRoles(caller.roles())
                .addRole(PANEL)
                .addAttribute("display_name", caller.account().displayName())
                .addAttribute(PANEL, caller.panel())
                .build();
    }

    /** Before the one for machine clients, to which this bearer token is none. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1_000;
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
