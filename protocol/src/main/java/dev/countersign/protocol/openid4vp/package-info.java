/**
 * OpenID for Verifiable Presentations 1.0: what a Verifier asks, how a wallet makes sure who asks, how the answer
 * travels, and how the Verifier judges it.
 *
 * <p>Start at {@link dev.countersign.protocol.openid4vp.AuthorizationRequest}. A wallet goes on with
 * {@link dev.countersign.protocol.openid4vp.RequestObjectVerifier}, a Verifier with
 * {@link dev.countersign.protocol.openid4vp.PresentationVerifier}.
 */
@NullMarked
package dev.countersign.protocol.openid4vp;

import org.jspecify.annotations.NullMarked;
