package dev.countersign.samples.witness;

import java.time.Instant;

/**
 * One look at a log.
 *
 * @param detail for operators; may be empty
 */
record Look(LogState state, String detail, Instant at) {}
