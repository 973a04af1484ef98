package dev.countersign.service.content;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Tells who read what: to those who watch over readers, and to the customer whom it is about. */
@ApplicationScoped
public class ListReadings {
    private final Readings readings;

    ListReadings(Readings readings) {
        this.readings = readings;
    }

    /** Lists the readings of an interaction's contents, newest first. */
    @Transactional
    public Page<Reading> of(InteractionId interaction, PageRequest page) {
        return readings.of(interaction, page);
    }

    /** Lists the readings of everything that is sealed for a customer, newest first. */
    @Transactional
    public Page<Reading> of(CustomerId customer, PageRequest page) {
        return readings.ofOwner(customer.value(), page);
    }
}
