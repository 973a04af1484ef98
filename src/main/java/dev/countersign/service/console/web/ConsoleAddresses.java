package dev.countersign.service.console.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Leads who comes to the service with a browser to the console. */
@Singleton
class ConsoleAddresses {
    private static final String PAGE = PageHeaders.ROOT + "/";
    private static final int SEE_OTHER = 303;

    void install(@Observes Router router) {
        router.get("/").handler(ConsoleAddresses::lead);
        router.get(PageHeaders.ROOT).handler(ConsoleAddresses::lead);
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
