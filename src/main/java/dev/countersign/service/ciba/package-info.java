/**
 * The OAuth face: a standard client asks by OpenID CIBA and gets an ID token with what the customer consented to.
 *
 * <p>A request opens an interaction and a consent challenge like any desk does; the tokens are what comes of them. Start at
 * {@link dev.countersign.service.ciba.StartAuthentication}, then {@link dev.countersign.service.ciba.CollectTokens}.
 */
@NullMarked
package dev.countersign.service.ciba;

import org.jspecify.annotations.NullMarked;
