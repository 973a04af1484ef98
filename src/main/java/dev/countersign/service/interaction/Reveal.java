package dev.countersign.service.interaction;

import dev.countersign.protocol.dcql.ClaimPath;
import java.time.Instant;

/**
 * That somebody uncovered a value. The value itself is not in it.
 *
 * @param challenge name of the challenge that brought the value
 * @param viewer who looked
 */
public record Reveal(InteractionId interaction, String challenge, ClaimPath path, String viewer, Instant at) {}
