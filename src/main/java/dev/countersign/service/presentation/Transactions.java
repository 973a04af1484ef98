package dev.countersign.service.presentation;

import java.time.Instant;
import java.util.Optional;

/**
 * The transactions that there are. Every method takes part in the caller's database transaction; what it did is durable
 * when that commits, and of changes that exclude one another exactly one succeeds, on whatever node. Nothing is retried.
 */
public interface Transactions {
    /** Keeps a new one; what was asked is kept encrypted. */
    void add(TransactionId id, Transaction.Waiting waiting);

    /** Returns the transaction of this name; empty when there is none, or none any more. */
    Optional<Transaction> find(RequestId id);

    /** Notes that a wallet has fetched it. */
    void markOpened(RequestId id);

    /**
     * Takes the turn to judge an answer.
     *
     * @return false when it is over or late, or somebody else's turn has not lapsed yet
     */
    boolean claim(RequestId id, Claim claim);

    /**
     * A turn.
     *
     * @param lapsesAt from then on somebody else may take it
     */
    record Claim(ClaimId id, Instant now, Instant lapsesAt) {}

    /**
     * Gives the turn back, so that the request may be answered again.
     *
     * @return false when the turn was lost: lapsed and taken by another, or the transaction was cancelled
     */
    boolean release(RequestId id, ClaimId claim);

    /**
     * Ends it by an answer, and forgets what was asked.
     *
     * @return false when the turn was lost: lapsed and taken by another, or the transaction was cancelled
     */
    boolean end(RequestId id, ClaimId claim);

    /**
     * Ends it without an answer, and forgets what was asked.
     *
     * @return false when it was over before
     */
    boolean cancel(TransactionId id);

    /** Removes what expired before this time. Returns how many. */
    int removeExpiredBefore(Instant time);
}
