package dev.countersign.protocol.openid4vci;

import java.util.Locale;

/** The error codes of the credential, deferred and notification endpoints (sections 8.3.1.2, 9.3 and 11.3). */
public enum CredentialError {
    /** The request is malformed, or asks for what does not go together. */
    INVALID_CREDENTIAL_REQUEST,
    /** No such configuration. */
    UNKNOWN_CREDENTIAL_CONFIGURATION,
    /** No such identifier. */
    UNKNOWN_CREDENTIAL_IDENTIFIER,
    /** Proofs are missing, or one is wrong. */
    INVALID_PROOF,
    /** A proof is made with a nonce that is not, or no longer, good. */
    INVALID_NONCE,
    /** The parameters for an encrypted answer are wrong or missing. */
    INVALID_ENCRYPTION_PARAMETERS,
    /** The issuer will not, and asking again does not help. */
    CREDENTIAL_REQUEST_DENIED,
    /** Deferred: no such transaction. */
    INVALID_TRANSACTION_ID,
    /** Notification: no such id. */
    INVALID_NOTIFICATION_ID,
    /** Notification: malformed. */
    INVALID_NOTIFICATION_REQUEST;

    /** Returns the code as it stands in {@code error}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
