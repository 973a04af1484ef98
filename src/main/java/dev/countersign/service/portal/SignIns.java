package dev.countersign.service.portal;

import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** Where sign-ins last. The browser's secret is kept by its hash. All calls join the caller's transaction. */
public interface SignIns {
    /**
     * Keeps a new one.
     *
     * @param browser random text that only the browser that began it has
     */
    void add(SignIn signIn, String browser);

    /** Finds the one that this browser began. */
    Optional<SignIn> of(String browser);

    /** Finds one, and lets nobody move it until the caller's transaction ends. */
    Optional<SignIn> hold(SignInId id);

    /** Replaces one that is held. */
    void change(SignIn signIn);

    /**
     * Uses an answered one up: of two that come at once, one gets the customer.
     *
     * @return empty when this browser began none that is answered and neither used nor expired
     */
    Optional<CustomerId> use(String browser, Instant now);

    /** Removes the ones that a customer answered. */
    void forget(CustomerId customer);
}
