package dev.countersign.service.interaction;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.protocol.consent.Direction;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.PhoneNumber;
import java.util.Optional;

/**
 * What the contact-centre platform tells when a conversation begins.
 *
 * @param customer who it should be, if the bank knows somebody by the number given
 * @param phone the number at the other end, by which the customer was found
 * @param externalId the platform's own name of it; opening it again while it is open gives the same interaction
 */
public record NewInteraction(
        Channel channel,
        Direction direction,
        Optional<String> externalId,
        Optional<Customer> customer,
        Optional<PhoneNumber> phone,
        Optional<String> agent) {

    /** Makes one of which no telephone number is known. */
    public NewInteraction(
            Channel channel,
            Direction direction,
            Optional<String> externalId,
            Optional<Customer> customer,
            Optional<String> agent) {
        this(channel, direction, externalId, customer, Optional.empty(), agent);
    }
}
