package dev.countersign.service.portal.web;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.portal.CurrentCustomer;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The customer whose session the request's cookie named. */
@RequestScoped
class IdentityCurrentCustomer implements CurrentCustomer {
    private final SecurityIdentity identity;

    IdentityCurrentCustomer(SecurityIdentity identity) {
        this.identity = identity;
    }

    @Override
    public CustomerId id() {
        CustomerId customer = identity.getAttribute(PortalMechanism.CUSTOMER);
        if (customer == null) {
            throw new IllegalStateException("no customer signed in (expected: the endpoint demands the role customer)");
        }
        return customer;
    }
}
