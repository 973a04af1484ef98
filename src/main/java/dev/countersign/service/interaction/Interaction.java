package dev.countersign.service.interaction;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.holder.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * One conversation between the bank and somebody.
 *
 * @param customer who the platform says it is; absent when the bank knows nobody by that number
 * @param customerHint a masked name that may be shown before anything is verified
 * @param agent staff account that has it
 * @param closedAt absent while it is open
 */
public record Interaction(
        InteractionId id,
        Channel channel,
        Direction direction,
        Optional<String> externalId,
        Optional<CustomerId> customer,
        Optional<String> customerHint,
        Optional<String> agent,
        Instant openedAt,
        Optional<Instant> closedAt) {

    /** Returns whether the conversation goes on. */
    public boolean open() {
        return closedAt.isEmpty();
    }

    /** Returns whether this staff account has it. */
    public boolean assignedTo(String account) {
        return agent.filter(account::equals).isPresent();
    }

    @Override
    public String toString() {
        return "Interaction[" + id + "]";
    }
}
