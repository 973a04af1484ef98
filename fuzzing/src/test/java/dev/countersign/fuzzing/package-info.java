/**
 * A fuzzer for every parser of the libraries. {@link dev.countersign.fuzzing.ParsersTest} runs the seeds in every build,
 * {@link dev.countersign.fuzzing.FuzzerIT} the fuzzer for a minute in all; {@code -Dcountersign.fuzz.seconds=3600} for longer.
 *
 * <p>A finding is an input under {@code target/fuzz}; it becomes a seed under {@code src/test/resources/seeds} when the
 * defect is mended.
 */
package dev.countersign.fuzzing;
