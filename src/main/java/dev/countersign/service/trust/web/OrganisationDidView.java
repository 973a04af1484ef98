package dev.countersign.service.trust.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The organisation's DID as administrators see it.
 *
 * @param waiting what waits for its witnesses
 */
record OrganisationDidView(
        String did,
        String webDid,
        String versionId,
        Instant versionTime,
        boolean deactivated,
        List<Key> keys,
        List<Service> services,
        Witnesses witnesses,
        Optional<Waiting> waiting,
        List<Version> history) {

    /** A key of ours. */
    record Key(
            String use,
            String keyId,

            @Schema(enumeration = {"announced", "in_force", "retired", "withdrawn"})
            String state,

            Optional<Instant> compromisedSince) {}

    /** A service that the document names. */
    record Service(String id, String type, String serviceEndpoint) {}

    /** Who must approve further changes. */
    record Witnesses(int threshold, List<String> witnesses) {}

    /** An update that waits. */
    record Waiting(int version, String reason, String by, Instant at) {}

    /** An entry of the log. */
    record Version(int version, String reason, String by, Instant at) {}
}
