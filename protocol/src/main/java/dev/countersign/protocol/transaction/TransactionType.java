package dev.countersign.protocol.transaction;

import dev.countersign.protocol.MalformedInputException;
import java.time.Instant;

/** A type of transaction data that this wallet can show and understands completely. */
public interface TransactionType {
    /** Returns the identifier that stands in {@code type}. */
    String identifier();

    /**
     * Checks the members that are this type's own.
     *
     * @throws MalformedInputException when one is missing, unknown or of another type: what cannot be shown completely
     *     must not be authorised
     */
    void check(TransactionData data, Instant now);
}
