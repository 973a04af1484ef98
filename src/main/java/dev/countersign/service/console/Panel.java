package dev.countersign.service.console;

import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;

/**
 * The console's centre inside another application: of one agent, for one interaction, and for nothing else.
 *
 * @param client the machine client that asked for it
 * @param endsAt refused from then on, whatever its page does
 */
public record Panel(String agent, InteractionId interaction, String client, Instant endsAt) {}
