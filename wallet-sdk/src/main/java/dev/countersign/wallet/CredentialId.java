package dev.countersign.wallet;

/** The wallet's own name for a credential it holds: {@code crd_...}. Never told to anybody. */
public record CredentialId(String value) {
    /** Checks the form: it is also the name of a file. */
    public CredentialId {
        if (!value.matches("crd_[a-z0-9]{16,40}")) {
            throw new IllegalArgumentException("credential id (expected: crd_ and 16 to 40 letters and digits)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
