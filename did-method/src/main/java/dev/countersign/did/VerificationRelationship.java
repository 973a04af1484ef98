package dev.countersign.did;

/** What a key may be used for (DID Core 1.0 section 5.3). */
public enum VerificationRelationship {
    /** To show that one controls the DID: requests and holder proofs. */
    AUTHENTICATION("authentication"),
    /** To make claims: credentials. */
    ASSERTION_METHOD("assertionMethod"),
    /** To agree on a secret: encryption to the DID's subject. */
    KEY_AGREEMENT("keyAgreement"),
    /** To exercise a capability. */
    CAPABILITY_INVOCATION("capabilityInvocation"),
    /** To hand on a capability. */
    CAPABILITY_DELEGATION("capabilityDelegation");

    private final String member;

    VerificationRelationship(String member) {
        this.member = member;
    }

    /** Returns the name of the member of a DID document. */
    public String member() {
        return member;
    }
}
