/**
 * Benchmarks: how close the library comes to what the cryptography alone costs.
 *
 * <p>Start at {@link dev.countersign.bench.Benchmarks}; figures are in docs/benchmarks.md.
 */
@NullMarked
package dev.countersign.bench;

import org.jspecify.annotations.NullMarked;
