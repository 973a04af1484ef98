package dev.countersign.samples.adapters;

import java.util.Optional;

/**
 * A conversation as a platform tells of it.
 *
 * @param channel {@code voice}, {@code chat}, {@code video}, {@code email} or {@code branch}
 * @param direction {@code inbound} or {@code outbound}
 * @param externalId the platform's own id of the conversation: asking twice about it is asking about the same
 * @param phone of the customer, E.164
 * @param agent staff account of the agent who has it, when there is one
 */
public record Caller(String channel, String direction, String externalId, String phone, Optional<String> agent) {
    @Override
    public String toString() {
        return "Caller[" + externalId + "]";
    }
}
