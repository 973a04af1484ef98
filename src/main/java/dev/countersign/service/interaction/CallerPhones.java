package dev.countersign.service.interaction;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.PhoneNumber;
import java.util.Optional;

/**
 * The telephone numbers at the other end of open interactions, sealed under their customer's key; forgotten when the interaction
 * ends. All calls join the caller's transaction.
 */
public interface CallerPhones {
    /** Keeps the number of an interaction. */
    void keep(InteractionId interaction, CustomerId customer, PhoneNumber phone);

    /** Returns whether the number of an interaction is known. */
    boolean known(InteractionId interaction);

    /** Returns it. */
    Optional<PhoneNumber> find(InteractionId interaction);

    /** Forgets it. */
    void forget(InteractionId interaction);

    /** Forgets those of a customer. */
    void forget(CustomerId customer);
}
