/**
 * Whom we believe: the issuers that administrators allow, how their keys are found, DIDs, and status lists of others; and
 * what we publish about ourselves.
 *
 * <p>How an issuer's keys are found is written down with the issuer. Nothing in a credential chooses it. Whoever is not
 * written down is not trusted, and what cannot be fetched is undecided, never accepted.
 *
 * <p>Start at {@link dev.countersign.service.trust.ServiceIssuerKeys}.
 */
@NullMarked
package dev.countersign.service.trust;

import org.jspecify.annotations.NullMarked;
