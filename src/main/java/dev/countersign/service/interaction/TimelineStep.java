package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.log.EntryType;
import java.time.Instant;

/**
 * Something that happened, before it has its place in the timeline.
 *
 * @param data what happened; may be personal, as it is sealed; numbers are whole and below 2^53
 */
record TimelineStep(EntryType type, ObjectNode data, Instant at) {
    TimelineStep {
        data = data.deepCopy();
    }

    @Override
    public String toString() {
        return "TimelineStep[" + type + "]";
    }
}
