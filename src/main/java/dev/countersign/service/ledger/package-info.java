/**
 * The InteractionLog: what happened, as salted commitments in one order that is never rewritten.
 *
 * <p>A C2SP tlog-tiles log: accepted entries wait in a table, one node at a time gives them places, and every node publishes
 * what is committed. Entries hold no personal data. Start at {@link dev.countersign.service.ledger.AppendEntry}.
 */
@NullMarked
package dev.countersign.service.ledger;

import org.jspecify.annotations.NullMarked;
