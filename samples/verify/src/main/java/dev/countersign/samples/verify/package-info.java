/**
 * Verifies receipts on the command line, for whoever was handed one: a customer, a lawyer, a regulator. Stands on the formats and on
 * DIDs only, asks nobody, and says what it could not check. Start at {@link dev.countersign.samples.verify.VerifyCli}.
 */
@NullMarked
package dev.countersign.samples.verify;

import org.jspecify.annotations.NullMarked;
