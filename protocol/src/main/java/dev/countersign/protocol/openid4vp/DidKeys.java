package dev.countersign.protocol.openid4vp;

import dev.countersign.protocol.Verification;
import java.security.PublicKey;

/** Finds the key that a DID URL names. The network may be asked; the result is as trustworthy as the DID method. */
public interface DidKeys {
    /**
     * Returns the key of a verification method under {@code assertionMethod} or {@code authentication} of the DID's
     * document.
     *
     * @param didUrl a DID with a fragment; untrusted
     * @return Rejected when the DID or the key does not exist, Undecided when the document cannot be had now
     */
    Verification<PublicKey> find(String didUrl);
}
