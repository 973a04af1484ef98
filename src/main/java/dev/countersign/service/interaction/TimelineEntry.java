package dev.countersign.service.interaction;

import dev.countersign.protocol.log.TimelineLink;
import dev.countersign.service.ledger.EntryId;
import java.time.Instant;

/**
 * One step of an interaction.
 *
 * @param position 0 for the first, without gaps
 * @param at when it happened, as whoever reported it says
 * @param entryId the log's entry that commits to it
 * @param link the entry, and what it says unless that was erased
 */
public record TimelineEntry(InteractionId interaction, int position, Instant at, EntryId entryId, TimelineLink link) {}
