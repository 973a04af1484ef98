package dev.countersign.service.content.web;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets long bodies through where contents are uploaded, and nowhere else. {@code quarkus.http.limits.max-body-size} judges
 * every request by its Content-Length, or by what was read of it: for these requests the length is taken away before that
 * judgement and the bound on what is read is lifted after it. How much is taken is then decided by the upload itself, which
 * counts what it reads. HTTP's own framing of the body was settled before and is not touched.
 */
@Singleton
class UploadBounds {
    private static final Pattern UPLOAD = Pattern.compile("/api/v1/interactions/[^/]{1,64}/contents/[^/]{1,64}");
    private static final int BEFORE_THE_LIMIT = -RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 10;
    private static final int AFTER_THE_LIMIT = -RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1;

    void install(@Observes Filters filters) {
        filters.register(UploadBounds::before, BEFORE_THE_LIMIT);
        filters.register(UploadBounds::after, AFTER_THE_LIMIT);
    }

    private static void before(RoutingContext context) {
        if (isUpload(context)) {
            context.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
            context.addHeadersEndHandler(done -> {
                // What is left of a refused body is not read.
                if (context.response().getStatusCode() >= 400) {
                    context.response().headers().set(HttpHeaders.CONNECTION, "close");
                }
            });
        }
        context.next();
    }

    private static void after(RoutingContext context) {
        if (isUpload(context)) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
        }
        context.next();
    }

    private static boolean isUpload(RoutingContext context) {
        return HttpMethod.PATCH.equals(context.request().method())
                && UPLOAD.matcher(context.normalizedPath()).matches();
    }
}
