package dev.countersign.service.consent;

import dev.countersign.service.holder.DisplayName;
import java.util.Optional;

/**
 * A delivery for the desk to read.
 *
 * @param device how the customer calls the device, if it has a name
 */
public record ShownDelivery(Delivery delivery, Optional<DisplayName> device) {}
