package dev.countersign.protocol.dcql;

/** A credential in a wallet. Its claims are all that it could disclose. */
public interface HeldCredential extends CredentialFacts {
    /** Returns the wallet's own name for it. */
    String id();
}
