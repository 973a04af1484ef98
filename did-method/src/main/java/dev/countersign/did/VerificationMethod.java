package dev.countersign.did;

/**
 * One key of a DID document (DID Core 1.0 section 5.2). That it is there says nothing about what it may be used for: ask
 * {@link DidDocument#key}.
 *
 * @param id its absolute name, under the DID of the document
 * @param type as {@code JsonWebKey} or {@code Multikey}
 * @param controller who may use it; the key counts for the document's DID only when that is the controller
 */
public record VerificationMethod(DidUrl id, String type, Did controller, VerificationKey key) {}
