package dev.countersign.protocol.log;

import java.util.Optional;

/**
 * One link of an interaction's timeline: the entry as it is in the log and, unless it was erased, what it says.
 *
 * @param opened empty once the customer's key is destroyed: the entry still is in the log, and says nothing any more
 */
public record TimelineLink(LogEntry entry, Optional<OpenedRecord> opened) {}
