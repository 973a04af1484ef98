package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;

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
    /** What a DID URL names is no verification method, and one was asked for. */
    INVALID_VERIFICATION_METHOD(500),
    /** The document does not list the verification method for the purpose that was asked for. */
    INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD(500),
    /** The document's host cannot be asked now; the only error about which asking again helps. Not a code of the specification. */
    UNREACHABLE(500);

    private static final String NAMESPACE = "https://www.w3.org/ns/did#";

    /** Of Controlled Identifiers 1.0 section 3.5. */
    private static final String SECURITY_NAMESPACE = "https://w3id.org/security#";

    private final int httpStatus;

    ResolutionError(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    /** Returns the type URI of the error object (DID Resolution section 11). */
    public String type() {
        return switch (this) {
            case UNREACHABLE -> INTERNAL_ERROR.type();
            case INVALID_VERIFICATION_METHOD, INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD ->
                SECURITY_NAMESPACE + name();
            default -> NAMESPACE + name();
        };
    }

    /** Returns whether the same question may have another answer later: the world decided, and not the question itself. */
    public boolean mayPass() {
        return switch (this) {
            case NOT_FOUND, INVALID_DID_DOCUMENT, INTERNAL_ERROR, UNREACHABLE -> true;
            case INVALID_DID,
                    INVALID_DID_URL,
                    INVALID_OPTIONS,
                    REPRESENTATION_NOT_SUPPORTED,
                    METHOD_NOT_SUPPORTED,
                    FEATURE_NOT_SUPPORTED,
                    INVALID_VERIFICATION_METHOD,
                    INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD -> false;
        };
    }

    /** Returns a short sentence for the error object. */
    public String title() {
        return switch (this) {
            case INVALID_DID -> "The DID is not valid";
            case INVALID_DID_URL -> "The DID URL is not valid";
            case INVALID_OPTIONS -> "The options are not valid";
            case NOT_FOUND -> "Nothing was found";
            case REPRESENTATION_NOT_SUPPORTED -> "The representation is not supported";
            case INVALID_DID_DOCUMENT -> "The DID document is not valid";
            case INTERNAL_ERROR -> "An unexpected error";
            case METHOD_NOT_SUPPORTED -> "The DID method is not supported";
            case FEATURE_NOT_SUPPORTED -> "The feature is not supported";
            case INVALID_VERIFICATION_METHOD -> "It is no verification method";
            case INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD -> "The verification method is not for this purpose";
            case UNREACHABLE -> "The document's host cannot be reached";
        };
    }

    /** Returns the error object (DID Resolution section 11, RFC 9457). */
    ObjectNode object(String detail) {
        return Json.object().put("type", type()).put("title", title()).put("detail", detail);
    }

    /** Returns the status of the HTTP binding (DID Resolution section 12.1). */
    public int httpStatus() {
        return httpStatus;
    }
}
