package dev.countersign.service.platform.web;

import dev.countersign.service.platform.PublicUrl;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Headers on every answer, of pages and API alike: nothing is framed, sniffed, referred or cached by accident, and whoever reads
 * a time in it knows what time it is here.
 */
@Singleton
class AnswerHeaders {
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final String CSP = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    /** The page of Swagger UI has its script in it. */
    private static final String CSP_SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static final List<String> NEVER_CACHED = List.of(
            "/api/",
            "/session",
            "/oauth/token",
            "/oauth/bc-authorize",
            "/oauth/userinfo",
            "/wallet/",
            "/portal/v1/",
            "/openid4v");

    // RFC 9110 5.6.7: two digits for the day, always GMT.
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final PublicUrl publicUrl;
    private final Clock clock;

    AnswerHeaders(PublicUrl publicUrl, Clock clock) {
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    void install(@Observes Filters filters) {
        filters.register(this::add, BEFORE_EVERYTHING);
    }

    private void add(RoutingContext context) {
        context.addHeadersEndHandler(done -> {
            MultiMap headers = context.response().headers();
            String path = context.normalizedPath();
            putIfAbsent(headers, "Content-Security-Policy", path.startsWith("/q/swagger-ui") ? CSP_SWAGGER : CSP);
            // RFC 9110 6.6.1: whoever has a clock says the time. The console's countdowns go by it.
            putIfAbsent(headers, "Date", HTTP_DATE.format(clock.instant()));
            putIfAbsent(headers, "X-Content-Type-Options", "nosniff");
            putIfAbsent(headers, "X-Frame-Options", "DENY");
            putIfAbsent(headers, "Referrer-Policy", "no-referrer");
            putIfAbsent(headers, "Cross-Origin-Opener-Policy", "same-origin");
            if (!publicUrl.development()) {
                putIfAbsent(headers, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
            }
            if (NEVER_CACHED.stream().anyMatch(path::startsWith)) {
                putIfAbsent(headers, "Cache-Control", "no-store");
            }
        });
        context.next();
    }

    private static void putIfAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.add(name, value);
        }
    }
}
