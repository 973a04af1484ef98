package dev.countersign.service.interaction;

import dev.countersign.protocol.log.Commitment;
import java.util.Optional;

/**
 * Where a timeline goes on.
 *
 * @param position of the next entry
 * @param previous commitment of the entry before; empty for the first
 * @param closed whether the interaction has ended
 */
public record TimelineEnd(int position, Optional<Commitment> previous, boolean closed) {
    /** Returns where it goes on behind this entry. */
    TimelineEnd behind(TimelineEntry entry) {
        return new TimelineEnd(
                entry.position() + 1, Optional.of(entry.link().entry().commitment()), closed);
    }
}
