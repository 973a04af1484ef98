package dev.countersign.service.holder.web;

import dev.countersign.protocol.consent.DpopProof;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Wallets sign in with each request, by a proof of the holder key in the {@code DPoP} header (the form of RFC 9449
 * section 4). There is no token that could be stolen.
 *
 * <p>Only for {@code /wallet/v1}, except for enrolment, where the key is not known yet. The body has not arrived when
 * the request is authenticated: {@link ProvenBody} compares it.
 */
@ApplicationScoped
class DpopAuthentication implements HttpAuthenticationMechanism {
    private static final String HEADER = "DPoP";
    private static final String PREFIX = "/wallet/v1/";

    private final PublicUrl publicUrl;

    DpopAuthentication(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String path = context.normalizedPath();
        List<String> proofs = context.request().headers().getAll(HEADER);
        if (!path.startsWith(PREFIX) || path.equals(EnrolmentResource.PATH) || proofs.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        if (proofs.size() > 1) {
            // RFC 9449 4.3 step 1: not more than one, or two readers might judge different ones.
            return Uni.createFrom().failure(new AuthenticationFailedException("more than one DPoP header"));
        }
        DpopProof.Request request =
                DpopProof.Request.unread(context.request().method().name(), publicUrl.resolve(path));
        return identities.authenticate(new WalletSignIn(proofs.get(0), request));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return context.normalizedPath().startsWith(PREFIX)
                ? Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "DPoP algs=\"ES256 ES384 EdDSA\""))
                : Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(WalletSignIn.class);
    }
}
