package dev.countersign.service.access.web;

import dev.countersign.service.access.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller as the request's credentials proved it. */
@RequestScoped
class IdentityCaller implements CurrentCaller {
    static final String STAFF_PREFIX = "staff:";
    static final String CLIENT_PREFIX = "client:";
    static final String DISPLAY_NAME = "display_name";

    private final SecurityIdentity identity;

    IdentityCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public String name() {
        return identity.getPrincipal().getName();
    }

    @Override
    public boolean isStaff() {
        return name().startsWith(STAFF_PREFIX);
    }

    @Override
    public Optional<String> staffAccount() {
        return isStaff() ? Optional.of(name().substring(STAFF_PREFIX.length())) : Optional.empty();
    }

    @Override
    public String displayName() {
        String shown = identity.getAttribute(DISPLAY_NAME);
        return shown == null ? name() : shown;
    }

    @Override
    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }
}
