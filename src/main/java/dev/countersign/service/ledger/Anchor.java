package dev.countersign.service.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * A public chain, where the hash of a checkpoint leaves a mark that nobody can take back: not the bank, not all witnesses
 * together.
 */
public interface Anchor {
    /** Returns whether one is configured; the rest is for that case. */
    boolean any();

    /**
     * Makes a transaction that marks a hash. It is not submitted: whoever keeps it first can submit the same one again after a
     * death.
     *
     * @param hash 32 bytes
     * @throws IOException when the chain cannot be asked, or is not the one that was configured, or has no such account
     */
    Transaction prepare(byte[] hash) throws IOException;

    /**
     * Submits a transaction, unless it was taken already. The chain takes one at most once, however often it is submitted.
     *
     * @throws IOException when the chain cannot be asked; the transaction may have been taken all the same
     */
    Outcome submit(Transaction transaction) throws IOException;

    /**
     * A signed transaction.
     *
     * @param network which chain
     * @param name by which it is found there
     * @param signed as the chain wants it
     * @param validUntil by the chain's time: after it, it will never be taken
     */
    record Transaction(String network, String name, String signed, Instant validUntil) {}

    /** What became of a transaction. */
    sealed interface Outcome {
        /**
         * It is in the chain.
         *
         * @param ledger number of the block that has it
         * @param at when that was closed, by the chain
         */
        record Taken(long ledger, Instant at) implements Outcome {}

        /**
         * It may be taken yet.
         *
         * @param why for operators
         * @param pause at least so long before the next attempt
         */
        record Open(String why, Duration pause) implements Outcome {}

        /**
         * It was not taken, and never will be.
         *
         * @param why for operators
         */
        record Never(String why) implements Outcome {}
    }
}
