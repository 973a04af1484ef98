package dev.countersign.service.interaction;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.ledger.EntryId;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** Where timelines last, what they say sealed under their customers' keys. All calls join the caller's transaction. */
public interface Timeline {
    /** Makes everybody else who writes to this timeline wait until the caller's transaction ends; returns where it goes on. */
    TimelineEnd lock(InteractionId interaction);

    /**
     * Keeps an entry.
     *
     * @param owner under whose key it is sealed
     */
    void add(TimelineEntry entry, String owner);

    /** Lists the entries of an interaction in order; the sort key is the position. */
    Page<TimelineEntry> list(InteractionId interaction, PageRequest page);

    /** Finds what commits to the entry at this position. */
    Optional<EntryId> entry(InteractionId interaction, int position);

    /** Keeps that somebody read it. */
    void viewed(InteractionId interaction, String viewer, Instant at);

    /** Keeps that this event of a source stands at this position. */
    void name(EventKey event, TimelineEntry entry);

    /** Finds the entry of an event that was taken before. */
    Optional<TimelineEntry> find(InteractionId interaction, EventKey event);

    /** Forgets how sources named the events of a customer. The entries stay. */
    void forgetEvents(CustomerId customer);
}
