package dev.countersign.service.issuance;

import dev.countersign.protocol.openid4vci.CredentialError;

/**
 * Ends a credential or notification request with an error of OpenID4VCI, and rolls back what it did: what was claimed
 * may be tried again.
 */
public final class CredentialRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CredentialError error;

    CredentialRefusedException(CredentialError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    /** Returns the error of the standard. */
    public CredentialError error() {
        return error;
    }

    /** Returns the description; no secret, no claim value. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
