package dev.countersign.service.interaction;

import dev.countersign.protocol.log.Commitment;
import java.time.Instant;

/**
 * What a source gets for an event: with it, it can prove that the event was taken, whatever the timeline says later.
 *
 * @param position in the timeline
 * @param receivedAt when we took it first
 * @param commitment stands in the log
 */
public record TakenEvent(PlatformEvent.Name name, int position, Instant receivedAt, Commitment commitment) {}
