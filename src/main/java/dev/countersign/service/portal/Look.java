package dev.countersign.service.portal;

import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody of the bank looked at what is a customer's.
 *
 * @param path the one value that was uncovered; absent for others
 */
public record Look(Kind kind, Viewer viewer, Instant at, Optional<ClaimPath> path) {
    /** At what. */
    public enum Kind {
        /** What was shared, its sensitive values covered. */
        IDENTITY,
        /** One value that was covered. */
        VALUE,
        /** A recording, transcript or attachment. */
        CONTENT
    }
}
