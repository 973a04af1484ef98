package dev.countersign.protocol.openid4vci;

import dev.countersign.protocol.Verification;
import java.security.PublicKey;

/** Where the key comes from that a proof names by a DID URL; a boundary to DID resolution. */
public interface ProofKeys {
    /**
     * Finds the key for authentication; Rejected when the DID has no such key, Undecided when its document cannot be had.
     *
     * @param didUrl untrusted, as the header's {@code kid} has it
     */
    Verification<PublicKey> find(String didUrl);
}
