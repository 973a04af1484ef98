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
@Schema(name = "OrganisationDid", description = "The organisation's own DID, as administrators see it")
record OrganisationDidView(
        @Schema(description = "did:webvh") String did,

        @Schema(description = "The did:web at the same place")
        String webDid,

        String versionId,
        Instant versionTime,
        boolean deactivated,
        List<Key> keys,
        List<Service> services,
        Witnesses witnesses,

        @Schema(description = "What waits for its witnesses")
        Optional<Waiting> waiting,

        @Schema(description = "Oldest first") List<Version> history) {

    /** A key of ours. */
    @Schema(name = "OrganisationKey", description = "A key of ours")
    record Key(
            @Schema(enumeration = {"issuer", "verifier", "status_list", "receipt"})
            String use,

            String keyId,

            @Schema(enumeration = {"announced", "in_force", "retired", "withdrawn"})
            String state,

            @Schema(description = "From when on it counts for nothing")
            Optional<Instant> compromisedSince) {}

    /** A service that the document names. */
    @Schema(name = "OrganisationService", description = "A service that the DID document names")
    record Service(String id, String type, String serviceEndpoint) {}

    /** Who must approve further changes. */
    @Schema(name = "Witnesses", description = "Who must approve further changes")
    record Witnesses(
            @Schema(description = "How many of them; 0 when nobody", minimum = "0")
            int threshold,

            List<String> witnesses) {}

    /** An update that waits. */
    @Schema(name = "WaitingChange", description = "A change that waits for its witnesses")
    record Waiting(
            int version,
            String reason,

            @Schema(description = "Who made it, as in staff:maria")
            String by,

            Instant at) {}

    /** An entry of the log. */
    @Schema(name = "DidVersion", description = "An entry of the log")
    record Version(
            int version,
            String reason,

            @Schema(description = "Who made it, as in staff:maria")
            String by,

            Instant at) {}
}
