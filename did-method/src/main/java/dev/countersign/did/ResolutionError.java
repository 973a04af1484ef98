package dev.countersign.did;

/** Why a DID could not be resolved: the codes of DID Resolution, of did:key, and what only a client can meet. */
public enum ResolutionError {
    /** Not a DID, or not one that its method could have made. */
    INVALID_DID(400),
    /** Not a DID URL. */
    INVALID_DID_URL(400),
    /** An option has a value of the wrong kind. */
    INVALID_OPTIONS(400),
    /** There is no such DID: the place where the document should be says so. */
    NOT_FOUND(404),
    /** The document cannot be had in the representation asked for. */
    REPRESENTATION_NOT_SUPPORTED(406),
    /** The document breaks a rule of DID Core, is another DID's, or holds a key that is none. */
    INVALID_DID_DOCUMENT(500),
    /** Something else. */
    INTERNAL_ERROR(500),
    /** No {@link DidMethod} of this name is known here. */
    METHOD_NOT_SUPPORTED(501),
    /** The method knows this, and this library does not: an option, or a kind of key. */
    FEATURE_NOT_SUPPORTED(501),
    /** The document's host cannot be asked now; the only error about which asking again helps. Not a code of the specification. */
    UNREACHABLE(500);

    private static final String NAMESPACE = "https://www.w3.org/ns/did#";

    private final int httpStatus;

    ResolutionError(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** Returns the type URI of the error object (DID Resolution section 11). */
    public String type() {
        return NAMESPACE + (this == UNREACHABLE ? INTERNAL_ERROR : this).name();
    }

    /** Returns the status of the HTTP binding (DID Resolution section 8). */
    public int httpStatus() {
        return httpStatus;
    }
}
