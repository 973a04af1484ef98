package dev.countersign.service.console.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Addresses and headers of the panel. The page may be framed by the operator's origins and nobody else; the component that
 * frames it may be loaded by any page, since it holds nothing.
 */
@Singleton
class PanelHeaders {
    private static final String ROOT = "/panel";
    private static final String PAGE = ROOT + "/";
    private static final String COMPONENT = PAGE + "countersign-panel.js";
    private static final String ORIGIN_CHECK = PAGE + "origin";

    /** Before the platform's own headers, which keep what is there already. */
    private static final int EARLY = 2_000;

    private static final int SEE_OTHER = 303;

    private final PanelOrigins origins;
    private final Map<String, String> ofPage;
    private final Map<String, String> ofComponent;

    PanelHeaders(PanelOrigins origins) {
        this.origins = origins;
        this.ofPage = PageHeaders.values(origins.frameAncestors());
        this.ofComponent = new HashMap<>(PageHeaders.values("'none'"));
        ofComponent.put("Access-Control-Allow-Origin", "*");
        ofComponent.put("Cross-Origin-Resource-Policy", "cross-origin");
        // Five minutes: a new release reaches desktops that are opened anew, and a busy desktop does not ask each time.
        ofComponent.put("Cache-Control", "public, max-age=300, must-revalidate");
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, EARLY);
    }

    void install(@Observes Router router) {
        router.get(ROOT).handler(PanelHeaders::lead);
        router.get(ORIGIN_CHECK).handler(this::tell);
    }

    private void add(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.equals(COMPONENT)) {
            ofComponent.forEach(context.response().headers()::set);
        } else if (path.equals(ROOT) || path.startsWith(PAGE)) {
            ofPage.forEach(context.response().headers()::set);
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

    /** Tells a page whether it may show a panel, so that it can say so in words. It tells nobody about anybody else. */
    private void tell(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Type", "application/json");
        context.response()
                .end(new JsonObject()
                        .put("allowed", origins.allows(context.request().getHeader("Origin")))
                        .encode());
    }
}
