/**
 * The InteractionLog: what happened, as salted commitments in one order that is never rewritten.
 *
 * <p>Entries hold no personal data. Start at {@link dev.countersign.service.ledger.AppendCommitment}.
 */
@NullMarked
package dev.countersign.service.ledger;

import org.jspecify.annotations.NullMarked;
