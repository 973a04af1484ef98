package dev.countersign.service.retention;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.interaction.InteractionId;

/**
 * An interaction whose time is over.
 *
 * @param rule the one that kept it longest
 */
public record DueInteraction(InteractionId id, Channel channel, RuleName rule) {}
