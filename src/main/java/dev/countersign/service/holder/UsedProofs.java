package dev.countersign.service.holder;

import dev.countersign.protocol.jose.PublicJwk;
import java.time.Instant;

/** The proofs that wallets signed in with, for as long as each could be used again. */
public interface UsedProofs {

    /**
     * Remembers a proof; durable on return. Returns false when it was seen before, on any node.
     *
     * @param jti the proof's own name, unique for its key
     * @param until from this instant on the proof is too old to pass anyway
     */
    boolean firstUse(PublicJwk holderKey, String jti, Instant until);

    /** Forgets the proofs that nobody can use again at this instant. */
    void prune(Instant now);
}
