package dev.countersign.service.trust;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.util.Optional;

/**
 * The issuers that are allowed. Whoever is not in here is not trusted.
 *
 * <p>Changes are durable, and seen by every node, when the caller's transaction commits. Each writes one line of the audit
 * trail in the same transaction.
 */
public interface TrustedIssuers {
    /** Finds an issuer by its exact name. */
    Optional<TrustedIssuer> find(IssuerId id);

    /** Lists issuers, ordered by name. */
    Page<TrustedIssuer> list(PageRequest page);

    /**
     * Adds an issuer, or replaces what was allowed to it.
     *
     * @param by who decided so
     */
    void save(TrustedIssuer issuer, String by);

    /**
     * Removes an issuer; nothing of it is accepted from now on.
     *
     * @param by who decided so
     * @return whether it was there
     */
    boolean remove(IssuerId id, String by);
}
