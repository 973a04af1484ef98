/**
 * A witness and mirror of transparency logs, for a regulator or a partner to run: cosigns what grew out of what it cosigned before
 * (tlog-witness), keeps a verified copy of each log (tlog-tiles), and raises the alarm when a log shows two histories.
 *
 * <p>Start at {@link dev.countersign.samples.witness.WitnessNode}. What is judged is judged by {@code dev.countersign.protocol.log}.
 */
@NullMarked
package dev.countersign.samples.witness;

import org.jspecify.annotations.NullMarked;
