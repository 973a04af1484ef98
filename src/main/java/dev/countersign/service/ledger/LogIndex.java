package dev.countersign.service.ledger;

/**
 * Position of an entry in the log.
 *
 * @param value zero-based
 */
public record LogIndex(long value) {
    public LogIndex {
        if (value < 0) {
            throw new IllegalArgumentException("log index: " + value + " (expected: >= 0)");
        }
    }
}
