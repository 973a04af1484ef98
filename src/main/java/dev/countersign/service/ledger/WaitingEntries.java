package dev.countersign.service.ledger;

import dev.countersign.protocol.log.LogEntry;
import java.time.Instant;
import java.util.List;

/** Entries that were accepted and have no place in the log yet. */
public interface WaitingEntries {
    /** Adds one in the caller's transaction; durable when that has committed. */
    EntryId add(LogEntry entry, Instant at);

    /** Returns whether there is any. */
    boolean any();

    /**
     * Takes the first ones away in the caller's transaction: they wait on when it is rolled back. Only for whoever leads
     * ({@link LogTree#lead}).
     *
     * @return in the order in which they are to be placed
     */
    List<WaitingEntry> take(int most);

    /**
     * One of them.
     *
     * @param entry as it will be published
     */
    // Never compared, and only the sequencer sees it.
    @SuppressWarnings("ArrayRecordComponent")
    record WaitingEntry(EntryId id, byte[] entry) {}
}
