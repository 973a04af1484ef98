package dev.countersign.did;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a document beside what it says (DID Resolution section 4.3).
 *
 * @param deactivated whether the DID is given up now, whichever version was asked for
 * @param version which version it is; empty when the method has none
 * @param next the version after it, when an older one was asked for
 * @param canonicalId the DID that the document is about, when the one asked for is an earlier name of it and the method
 *     proved that
 * @param ofMethod members that the method adds, as JSON values: String, Integer, Boolean, List and Map
 */
public record DocumentMetadata(
        boolean deactivated,
        Optional<Version> version,
        Optional<NextVersion> next,
        Optional<Did> canonicalId,
        Map<String, Object> ofMethod) {
    /** Nothing is known. */
    public static final DocumentMetadata NONE =
            new DocumentMetadata(false, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Copies the map; its order is kept. */
    public DocumentMetadata {
        ofMethod = Collections.unmodifiableMap(new LinkedHashMap<>(ofMethod));
    }

    /**
     * One version.
     *
     * @param id the method's name of it
     * @param created when the first version was made
     * @param updated when this one was
     */
    public record Version(String id, Instant created, Instant updated) {}

    /**
     * The version that took a version's place.
     *
     * @param update when it did
     */
    public record NextVersion(String id, Instant update) {}

    /** Returns the members as UTF-8 JSON, under the names of DID Resolution section 4.3 and of the method. */
    public byte[] toJson() {
        return Json.print(members());
    }

    ObjectNode members() {
        ObjectNode members = Json.object();
        version.ifPresent(known -> members.put("created", known.created().toString())
                .put("updated", known.updated().toString())
                .put("versionId", known.id()));
        next.ifPresent(later -> members.put("nextVersionId", later.id())
                .put("nextUpdate", later.update().toString()));
        if (deactivated) {
            members.put("deactivated", true);
        }
        canonicalId.ifPresent(did -> members.put("canonicalId", did.toString()));
        ofMethod.forEach((name, value) -> members.set(name, Json.tree(value)));
        return members;
    }
}
