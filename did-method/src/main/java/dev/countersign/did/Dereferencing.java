package dev.countersign.did;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a DID URL led to (DID Resolution section 5). */
public sealed interface Dereferencing {
    /**
     * A document: the whole one, or with the selected services only.
     *
     * @param metadata about the document
     */
    record Document(DidDocument document, DocumentMetadata metadata) implements Dereferencing {}

    /** One object of a document: a verification method, a service, or another that bears the name. */
    record Part(DocumentPart part, DocumentMetadata metadata) implements Dereferencing {}

    /**
     * Addresses of services.
     *
     * @param urls at least one; absolute and untrusted
     */
    record Endpoints(List<String> urls) implements Dereferencing {
        /** Copies the list. */
        public Endpoints {
            urls = List.copyOf(urls);
        }
    }

    /** The DID was given up: there is nothing under it any more. */
    record Deactivated(DocumentMetadata metadata) implements Dereferencing {}

    /**
     * It leads nowhere.
     *
     * @param detail for operators; says what was wrong and not what was received
     */
    record Failed(ResolutionError error, String detail) implements Dereferencing {}

    /** Returns the status of the HTTP binding (DID Resolution section 12.1). */
    default int httpStatus() {
        if (this instanceof Failed failed) {
            return failed.error().httpStatus();
        }
        if (this instanceof Endpoints) {
            return 303;
        }
        return this instanceof Deactivated || metadata().deactivated() ? 410 : 200;
    }

    /** Returns what is known about the document that was looked at; nothing when none was found. */
    default DocumentMetadata metadata() {
        return DocumentMetadata.NONE;
    }

    /**
     * Returns the DID URL dereferencing result (DID Resolution section 10) as UTF-8 JSON.
     *
     * @param contentType the media type of the content
     */
    default byte[] toJson(String contentType) {
        ObjectNode result = Json.object();
        result.set("content", content());
        ObjectNode dereferencing = result.putObject("dereferencingMetadata");
        if (this instanceof Failed failed) {
            dereferencing.set("error", failed.error().object(failed.detail()));
        } else if (!(this instanceof Deactivated)) {
            dereferencing.put("contentType", contentType);
        }
        ObjectNode known = metadata().members();
        if (this instanceof Deactivated) {
            known.put("deactivated", true);
        }
        result.set("contentMetadata", known);
        return Json.print(result);
    }

    private JsonNode content() {
        if (this instanceof Document found) {
            return found.document().source();
        }
        if (this instanceof Part found) {
            return found.part().source();
        }
        if (this instanceof Endpoints found) {
            return Json.tree(found.urls());
        }
        return Json.object().nullNode();
    }
}
