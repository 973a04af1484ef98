package dev.countersign.samples.witness;

import dev.countersign.protocol.log.LogFetcher;
import java.util.concurrent.Executor;

/**
 * A log elsewhere.
 *
 * @param threads on which it is asked for several things at once
 */
record Remote(LogFetcher log, Executor threads) {}
