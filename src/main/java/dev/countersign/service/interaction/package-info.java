/**
 * Interactions: one call, chat, video call, e-mail thread or branch visit, the agent who has it, and what that agent may
 * see of the person at the other end.
 *
 * <p>A {@link dev.countersign.service.interaction.VerifiedIdentity} is readable by the assigned agent alone, each reading is
 * recorded, and it is gone when its retention is over. What happens is kept in a {@link
 * dev.countersign.service.interaction.Timeline} whose order and completeness the log proves. Start at {@link dev.countersign.service.interaction.OpenInteraction}.
 */
@NullMarked
package dev.countersign.service.interaction;

import org.jspecify.annotations.NullMarked;
