package dev.countersign.service.access.web;

import dev.countersign.protocol.jose.Jws;
import dev.countersign.service.access.AdmitStaff;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.oidc.AuthenticationCompletionAction;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * Turns a verified ID token into a session like everybody else's, and ends the flow there: no token of the identity
 * provider is kept, neither here nor in the browser.
 */
@ApplicationScoped
class OidcCompletion implements AuthenticationCompletionAction {
    private static final int SEE_OTHER = 303;

    private final AdmitStaff admit;
    private final SessionCookie cookies;
    private final PublicUrl publicUrl;

    OidcCompletion(AdmitStaff admit, SessionCookie cookies, PublicUrl publicUrl) {
        this.admit = admit;
        this.cookies = cookies;
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<Void> action(AuthenticationCompletionContext completion) {
        OidcRequestContext<SecurityIdentity> requests = completion.requestContext();
        return requests.runBlocking(() -> {
                    throw new AuthenticationRedirectException(
                            SEE_OTHER, publicUrl.resolve(next(completion)).toString());
                })
                .replaceWithVoid();
    }

    private String next(AuthenticationCompletionContext completion) {
        // Verified by the mechanism: OpenID Connect Core 1.0, section 3.1.3.7.
        AdmitStaff.Admission admission =
                admit.admit(Jws.parse(completion.tokens().getIdToken()).claims());
        if (admission instanceof AdmitStaff.Admission.Admitted admitted) {
            RoutingContext context = completion.routingContext();
            context.response().addCookie(cookies.early(admitted.sessionToken()));
            return OidcResource.CONSOLE;
        }
        AdmitStaff.Refusal why = ((AdmitStaff.Admission.Refused) admission).why();
        return OidcResource.REFUSED + "?reason=" + why.name().toLowerCase(Locale.ROOT);
    }
}
