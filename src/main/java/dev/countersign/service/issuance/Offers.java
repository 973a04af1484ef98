package dev.countersign.service.issuance;

import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Offers and the tokens they were redeemed for. Codes and tokens are stored as hashes. What a method wrote is durable
 * when the caller's transaction commits, unless it says otherwise.
 */
public interface Offers {
    /** How often a wrong transaction code may be typed. */
    int MAX_TX_CODE_ATTEMPTS = 5;

    /**
     * The secrets of an offer, hashed.
     *
     * @param reference of the address it is fetched from
     * @param txCode absent when none is asked for
     */
    record Secrets(SecretHash reference, SecretHash code, Optional<SecretHash> txCode) {
        @Override
        public String toString() {
            return "Secrets";
        }
    }

    /**
     * What a token is good for.
     *
     * @param identifiers whether the token response gave credential identifiers, which must be used then
     */
    record Token(SecretHash hash, boolean identifiers, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** An offer that was redeemed, found by its token. */
    record Redeemed(Offer offer, boolean identifiers, Instant tokenExpiresAt) {}

    /** Adds an offer with its claims, sealed before they are stored. */
    void add(Offer offer, Secrets secrets, OfferedClaims claims);

    /** Finds an offer that was not redeemed, by the hash of its reference. */
    Optional<Offer> findByReference(SecretHash reference);

    /** Finds an offer that can be redeemed, by the hash of its code: neither redeemed nor locked, whatever its age. */
    Optional<Offer> findByCode(SecretHash code);

    /**
     * Uses up one attempt to type the transaction code, before it is compared; durable when it returns. False when none
     * was left. So however many guess at once, no more than the limit are ever compared.
     */
    boolean attempt(OfferId id);

    /** Returns the hash of the transaction code. */
    Optional<byte[]> txCode(OfferId id);

    /** Moves an offer from offered to redeemed; false when somebody else did, or it is locked. */
    boolean redeem(OfferId id, Token token);

    /** Finds what a token is good for. */
    Optional<Redeemed> findByToken(SecretHash token);

    /** Marks one credential of an offer as issued; false when it was. Of two callers at once exactly one gets true. */
    boolean claim(OfferId id, String type);

    /** Opens the claims; empty when they are gone. */
    Optional<OfferedClaims> claims(OfferId id);

    /** Forgets the claims when every credential of the offer was issued. */
    void forgetIssuedClaims(OfferId id);

    /** Forgets the claims of offers that can no longer be redeemed or issued, and in time the offers. */
    void prune(Instant now);

    /** Forgets a customer's offers. */
    void removeAll(CustomerId customer);
}
