package dev.countersign.service.trust;

import dev.countersign.service.platform.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the log of the organisation's DID lasts, with what belongs to it. All calls join the caller's transaction. */
public interface OrganisationLog {
    /**
     * One entry.
     *
     * @param version its number, from 1
     * @param line as it stands in did.jsonl, without the line break
     * @param cause who made it, and why
     * @param publishedAt empty while it waits for its witnesses
     */
    record Entry(int version, String line, Cause cause, Optional<Instant> publishedAt) {}

    /**
     * Why there is an entry.
     *
     * @param reason in a few words
     * @param by who decided so; stands in the audit trail
     */
    record Cause(String reason, String by, Instant at) {}

    /**
     * A key on its way into force.
     *
     * @param version of the entry that shows it first
     * @param delay how long after the publication of that entry it begins to sign
     */
    record Successor(KeyUse use, String keyId, int version, Duration delay) {}

    /**
     * A key that somebody else may have.
     *
     * @param since from when on its signatures count for nothing
     */
    record Withdrawal(KeyUse use, String keyId, Instant since) {}

    /** Makes others that would change the log wait until the caller's transaction ends. */
    void lock();

    /** Returns all entries, oldest first. */
    List<Entry> entries();

    /** Adds one that waits. */
    void append(int version, String line, Cause cause);

    /** Publishes all that wait. */
    void publish(Instant at);

    /** Forgets those that wait, and the keys that they would have shown first. */
    void discardWaiting();

    /** Returns the file did-witness.json; empty when there is none. */
    Optional<String> witnessFile();

    /** Replaces the file did-witness.json. */
    void saveWitnessFile(String file);

    /** Adds a key on its way. */
    void addSuccessor(Successor successor);

    /** Lists the keys whose time has come and that are not settled yet, in the order of their entries. */
    List<Successor> due(Instant now);

    /** Records that a key is in force, or never will be. */
    void settle(Successor successor, Instant at);

    /** Records that a key is not to be trusted any more. */
    void withdraw(Withdrawal withdrawal, Cause cause);

    /** Lists all withdrawn keys. */
    List<Withdrawal> withdrawals();
}
