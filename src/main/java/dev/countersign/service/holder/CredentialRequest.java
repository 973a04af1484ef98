package dev.countersign.service.holder;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that a customer register a credential of another issuer by presenting it.
 *
 * @param id {@code rcr_...}
 * @param expiresAt from this instant on an answer comes too late
 * @param reason why it was not registered; machine-readable
 */
public record CredentialRequest(
        String id, CustomerId customer, State state, Instant expiresAt, Optional<String> reason) {

    /** How far it has come. */
    public enum State {
        /** A wallet may answer. */
        REQUESTED,
        /** A wallet has fetched it and may answer. */
        OPENED,
        /** Answered; the credentials are registered. */
        REGISTERED,
        /** Answered, and something did not hold. */
        REJECTED,
        /** Answered, and something could not be checked. */
        UNDECIDED,
        /** The customer said no. */
        DECLINED
    }
}
