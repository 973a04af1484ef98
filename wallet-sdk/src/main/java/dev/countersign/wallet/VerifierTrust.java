package dev.countersign.wallet;

import dev.countersign.protocol.openid4vp.ClientId;
import java.util.Optional;

/** Whom this wallet answers. A stranger's request is refused and never shown as a question. */
public interface VerifierTrust {
    /** Returns who is behind a client identifier; empty for a stranger. Says nothing about who sent a request. */
    Optional<Organisation> find(ClientId verifier);
}
