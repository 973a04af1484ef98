package dev.countersign.service.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.service.interaction.InteractionId;
import java.time.Instant;

/** Where it is written down that content was added or read; in the caller's transaction. */
public interface ContentTimeline {
    /**
     * Appends to the record of an interaction.
     *
     * @param type {@code content_added}, {@code content_read_asked}, {@code content_read_approved}, {@code content_read}
     * @param data never personal
     */
    void append(InteractionId interaction, String type, ObjectNode data, Instant at);
}
