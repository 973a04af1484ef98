package dev.countersign.service.consent;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;

/**
 * A decision made without a wallet. It is a figure and a trail, never an identity: nothing is shown because of it.
 *
 * @param decidedBy staff account or client
 */
public record Fallback(InteractionId interaction, FallbackOutcome outcome, String decidedBy, Instant decidedAt) {}
