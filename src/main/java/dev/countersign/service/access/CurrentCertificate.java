package dev.countersign.service.access;

import java.util.Optional;

/**
 * With which certificate the current request came (RFC 8705): by our own TLS listener, or in the header of the configured
 * proxy. Injectable wherever a request is served.
 */
public interface CurrentCertificate {
    /** Returns it; empty when the caller showed none, and when mutual TLS is not configured. */
    Optional<ClientCertificate> find();
}
