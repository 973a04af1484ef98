package dev.countersign.did;

/**
 * What is known about a resolution beside the document (DID Resolution section 4.2).
 *
 * @param contentType the media type of the document
 */
public record ResolutionMetadata(String contentType) {
    static final ResolutionMetadata DID_DOCUMENT = new ResolutionMetadata("application/did");
}
