package dev.countersign.service.access.web;

import dev.countersign.service.access.ClientCertificate;
import dev.countersign.service.access.CurrentCertificate;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The certificate that {@link ClientCertificates} found in the current request. */
@ApplicationScoped
class RequestCertificate implements CurrentCertificate {
    private final CurrentVertxRequest request;

    RequestCertificate(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Optional<ClientCertificate> find() {
        RoutingContext context = request.getCurrent();
        return context == null ? Optional.empty() : ClientCertificates.of(context);
    }
}
