package dev.countersign.service.access.web;

import dev.countersign.service.access.OpenIdProvider;
import dev.countersign.service.platform.PublicUrl;
import io.quarkus.oidc.OIDCException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What staff read while the identity provider cannot be reached: that it is not their password, and to try again. */
@Singleton
class OidcOutage {
    private static final Logger LOG = Logger.getLogger(OidcOutage.class);
    private static final int SEE_OTHER = 303;

    private final PublicUrl publicUrl;

    OidcOutage(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    void install(@Observes Router router) {
        router.route(OpenIdProvider.PATH).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        if (context.failure() instanceof OIDCException outage) {
            LOG.warnf("the identity provider cannot be reached: %s", outage.getMessage());
            context.response()
                    .setStatusCode(SEE_OTHER)
                    .putHeader(
                            "Location",
                            publicUrl.resolve(OidcResource.UNREACHABLE).toString())
                    .end();
        } else {
            context.next();
        }
    }
}
