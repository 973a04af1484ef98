package dev.countersign.service.portal.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** The portal's pages: nothing runs or loads that is not ours, nobody frames them, a new release is seen at the next visit. */
@Singleton
class PortalPages {
    static final String ROOT = "/portal";

    private static final String PAGE = ROOT + "/";
    private static final String CALLS = ROOT + "/v1/";
    private static final int SEE_OTHER = 303;

    /** Before the platform's own headers, which keep what is there already. */
    private static final int EARLY = 2_000;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Robots-Tag",
            "noindex",
            "Cache-Control",
            "no-cache");

    void install(@Observes Filters filters) {
        filters.register(PortalPages::add, EARLY);
    }

    void install(@Observes Router router) {
        router.get(ROOT).handler(PortalPages::lead);
    }

    private static void add(RoutingContext context) {
        String path = context.normalizedPath();
        if ((path.equals(ROOT) || path.startsWith(PAGE)) && !path.startsWith(CALLS)) {
            MultiMap headers = context.response().headers();
            HEADERS.forEach(headers::set);
        }
        context.next();
    }

    // A route without a closing slash also gets the requests that have one; those are the page itself.
    private static void lead(RoutingContext context) {
        if (context.request().path().equals(PAGE)) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(SEE_OTHER)
                    .putHeader("Location", PAGE)
                    .end();
        }
    }
}
