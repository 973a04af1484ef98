package dev.countersign.did;

import java.util.Optional;

/** What became of a DID (DID Resolution section 4). */
public sealed interface Resolution {

    /** It has a document, and the document's id is the DID that was asked for, or the canonical id that replaced it. */
    record Resolved(DidDocument document, ResolutionMetadata metadata, DocumentMetadata documentMetadata)
            implements Resolution {}

    /**
     * It existed and was given up; it has no keys any more.
     *
     * @param lastDocument what it said last, when the method keeps that: for the record, and never for its keys
     */
    record Deactivated(Did did, Optional<DidDocument> lastDocument, DocumentMetadata documentMetadata)
            implements Resolution {}

    /**
     * It has no document that counts.
     *
     * @param detail for operators; says what was wrong and not what was received
     */
    record Failed(ResolutionError error, String detail) implements Resolution {}

    /** Returns the status of the HTTP binding (DID Resolution section 8). */
    default int httpStatus() {
        if (this instanceof Failed failed) {
            return failed.error().httpStatus();
        }
        return this instanceof Deactivated ? 410 : 200;
    }
}
