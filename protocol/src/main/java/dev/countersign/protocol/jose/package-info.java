/**
 * JOSE as this product uses it: compact JWS with ES256, ES384, ES512 or EdDSA, compact JWE with ECDH-ES and AES-GCM, public
 * JWKs, certificate chains in {@code x5c}. Everything else of JOSE is refused.
 *
 * <p>Start at {@link dev.countersign.protocol.jose.Jws}.
 */
@NullMarked
package dev.countersign.protocol.jose;

import org.jspecify.annotations.NullMarked;
