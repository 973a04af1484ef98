/**
 * The InteractionLog as C2SP defines transparency logs: RFC 6962 hashing and proofs, signed notes, checkpoints, cosignatures,
 * tiles, proofs in one file, witnesses and the policy that names them; and what an entry of ours is.
 *
 * <p>Whoever runs a log starts at {@link dev.countersign.protocol.log.TreeEdge}; whoever checks one at
 * {@link dev.countersign.protocol.log.LogClient}, or offline at {@link dev.countersign.protocol.log.TlogProof}. No kept Java library
 * speaks these formats; signatures and JSON are those of the rest of this module.
 */
@NullMarked
package dev.countersign.protocol.log;

import org.jspecify.annotations.NullMarked;
