package dev.countersign.service.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that happened under a topic.
 *
 * @param id grows inside a topic; resuming after it leaves nothing out
 * @param topic such as {@code challenge:chl_...}
 * @param type what happened, in snake_case
 * @param data never personal, never secret
 */
public record Event(long id, String topic, String type, ObjectNode data) {
    /** Keeps its own copy of the data. */
    public Event {
        data = data.deepCopy();
    }

    @Override
    public ObjectNode data() {
        return data.deepCopy();
    }
}
