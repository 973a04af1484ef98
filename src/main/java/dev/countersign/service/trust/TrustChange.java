package dev.countersign.service.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * One decision about an issuer, as the audit trail keeps it.
 *
 * @param id larger is later
 * @param issuer by its name
 * @param allowed how its keys are found, and for which types of credentials; empty when it is trusted no more
 * @param by who decided so: {@code staff:alice}, {@code client:crm}
 */
public record TrustChange(long id, String issuer, Optional<String> allowed, String by, Instant at) {}
