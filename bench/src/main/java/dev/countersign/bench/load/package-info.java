/**
 * The load program: whole challenges over HTTP against a running service, as many as asked for, timed.
 *
 * <p>Start at {@link dev.countersign.bench.load.Load}; figures are in docs/benchmarks.md.
 */
@NullMarked
package dev.countersign.bench.load;

import org.jspecify.annotations.NullMarked;
