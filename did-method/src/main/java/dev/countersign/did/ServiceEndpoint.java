package dev.countersign.did;

import java.util.List;
import java.util.Set;

/**
 * A service of a DID's subject (DID Core 1.0 section 5.4).
 *
 * @param id a URI, resolved against the DID
 * @param types at least one
 * @param uris where it is, untrusted; empty when the document describes it by an object only
 */
public record ServiceEndpoint(String id, Set<String> types, List<String> uris) {
    /** Copies the collections. */
    public ServiceEndpoint {
        types = Set.copyOf(types);
        uris = List.copyOf(uris);
    }
}
