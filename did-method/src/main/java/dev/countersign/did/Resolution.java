package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** Returns the status of the HTTP binding (DID Resolution section 12.1). */
    default int httpStatus() {
        if (this instanceof Failed failed) {
            return failed.error().httpStatus();
        }
        return documentMetadata().deactivated() || this instanceof Deactivated ? 410 : 200;
    }

    /** Returns what is known about the document; nothing when there is none. */
    default DocumentMetadata documentMetadata() {
        return DocumentMetadata.NONE;
    }

    /**
     * Returns the DID resolution result (DID Resolution section 9) as UTF-8 JSON.
     *
     * @param contentType the media type of the document
     */
    default byte[] toJson(String contentType) {
        ObjectNode result = Json.object();
        ObjectNode metadata = Json.object();
        if (this instanceof Resolved resolved) {
            result.set("didDocument", resolved.document().source());
            metadata.put("contentType", contentType);
        } else {
            result.putNull("didDocument");
        }
        if (this instanceof Failed failed) {
            metadata.set("error", failed.error().object(failed.detail()));
        }
        result.set("didResolutionMetadata", metadata);
        ObjectNode known = documentMetadata().members();
        if (this instanceof Deactivated) {
            known.put("deactivated", true);
        }
        result.set("didDocumentMetadata", known);
        return Json.print(result);
    }
}
