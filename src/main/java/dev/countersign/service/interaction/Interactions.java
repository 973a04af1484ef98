package dev.countersign.service.interaction;

import dev.countersign.protocol.consent.Channel;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** Where interactions last. All calls join the caller's transaction. */
public interface Interactions {
    /** Keeps a new one. */
    void add(Interaction interaction);

    /** Finds one by its name. */
    Optional<Interaction> find(InteractionId id);

    /** Finds one by its name, as it is now, and makes everybody else who changes it wait until the caller's transaction ends. */
    Optional<Interaction> hold(InteractionId id);

    /** Finds the open one that the contact-centre platform knows by this id. */
    Optional<Interaction> findOpen(Channel channel, String externalId);

    /** Lists those that match, newest first; the sort key is the id. */
    Page<Interaction> list(InteractionFilter filter, PageRequest page);

    /** Lists those of a customer, newest first; the sort key is the id. */
    Page<Interaction> of(CustomerId customer, PageRequest page);

    /**
     * Gives an open interaction to an agent.
     *
     * @return false when it is closed or not there
     */
    boolean assign(InteractionId id, String agent);

    /**
     * Ends an open interaction.
     *
     * @return false when somebody else has ended it already, or it is not there
     */
    boolean close(InteractionId id, Instant at);
}
