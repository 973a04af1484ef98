package dev.countersign.service;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;

/**
 * Signs callers in by a header that says who they are, so that a test of one endpoint need not sign in for real. Exists
 * among the tests only.
 */
@ApplicationScoped
public class TestSignIn implements HttpAuthenticationMechanism {
    private static final String HEADER = "Test-Caller";

    /** Starts a request of this caller, such as {@code staff:alice} with the role {@code agent}. */
    public static RequestSpecification as(String name, String... roles) {
        return RestAssured.given().header(HEADER, name + " " + String.join(" ", roles));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String caller = context.request().getHeader(HEADER);
        if (caller == null) {
            return Uni.createFrom().nullItem();
        }
        String[] parts = caller.split(" ");
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(parts[0]))
                        .addRoles(Set.copyOf(Arrays.asList(parts).subList(1, parts.length)))
                        .build());
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
