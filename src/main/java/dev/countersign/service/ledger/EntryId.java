package dev.countersign.service.ledger;

/**
 * Names an entry from the moment it is accepted, before it has a place in the log.
 *
 * @param value 1 or more; ours alone, it never leaves the service
 */
public record EntryId(long value) {
    public EntryId {
        if (value < 1) {
            throw new IllegalArgumentException("entry id: " + value + " (expected: >= 1)");
        }
    }
}
