/**
 * What the log takes and how soon an entry is in a signed checkpoint, against the packaged service.
 *
 * <p>Start at {@link dev.countersign.bench.log.LogLoad}; figures are in docs/benchmarks.md.
 */
@NullMarked
package dev.countersign.bench.log;

import org.jspecify.annotations.NullMarked;
