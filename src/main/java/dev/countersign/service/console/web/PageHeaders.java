package dev.countersign.service.console.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Headers of the console's pages: nothing runs or loads that is not ours, nobody frames them but whom the operator
 * names, and a new release is seen at the next visit.
 */
@Singleton
class PageHeaders {
    /** Everything below it belongs to the console. */
    static final String ROOT = "/console";

    /** Before the platform's own headers, which keep what is there already. */
    private static final int EARLY = 2_000;

    private final Map<String, String> values;

    PageHeaders(ConsoleSettings settings) {
        this.values = values(settings.frameAncestors());
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, EARLY);
    }

    private void add(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(ROOT) || path.startsWith(ROOT + "/")) {
            MultiMap headers = context.response().headers();
            values.forEach(headers::set);
        }
        context.next();
    }

    /**
     * Returns the headers of every page.
     *
     * @param frameAncestors sources as in CSP level 3, section 6.4.2
     */
    static Map<String, String> values(String frameAncestors) {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors " + frameAncestors,
                "X-Content-Type-Options",
                "nosniff",
                "Referrer-Policy",
                "no-referrer",
                "Cache-Control",
                "no-cache");
    }
}
