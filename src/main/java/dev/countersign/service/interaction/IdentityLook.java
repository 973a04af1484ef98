package dev.countersign.service.interaction;

import java.time.Instant;

/**
 * That somebody looked at a verified identity.
 *
 * @param challenge name of the challenge that brought it
 * @param viewer who looked, such as {@code staff:maria}
 */
public record IdentityLook(String challenge, String viewer, Instant at) {}
