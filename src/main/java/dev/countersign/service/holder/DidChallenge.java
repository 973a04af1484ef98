package dev.countersign.service.holder;

import java.time.Instant;

/**
 * What a customer signs to show control of a DID.
 *
 * @param nonce 256 random bits in base64url; only its hash is stored
 * @param expiresAt from this instant on a proof comes too late
 */
public record DidChallenge(String nonce, Instant expiresAt) {
    @Override
    public String toString() {
        return "DidChallenge[" + expiresAt + "]";
    }
}
