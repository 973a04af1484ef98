package dev.countersign.service.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.interaction.AppendToTimeline;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.interaction.Interactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Writes into the record of an interaction that content was added, read or deleted, and tells those who watch; in the caller's transaction. */
@ApplicationScoped
class ContentTimeline {
    private final AppendToTimeline timeline;
    private final Interactions interactions;
    private final InteractionEvents events;

    ContentTimeline(AppendToTimeline timeline, Interactions interactions, InteractionEvents events) {
        this.timeline = timeline;
        this.interactions = interactions;
        this.events = events;
    }

    /** What happens to a content. */
    enum Step {
        /** All of it is here. */
        ADDED(EntryType.RECORDING_ADDED),
        /** Somebody wants to read it. */
        READ_ASKED(EntryType.CONTENT_READ),
        /** Somebody else agrees. */
        READ_APPROVED(EntryType.CONTENT_READ),
        /** Whoever asked reads it. */
        READ(EntryType.CONTENT_READ),
        /** Nobody can read it any more. */
        DELETED(EntryType.CONTENT_DELETED);

        private final EntryType entryType;

        Step(EntryType entryType) {
            this.entryType = entryType;
        }

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Appends to the record of an interaction.
     *
     * @param data never personal: those who watch see it, too
     */
    void append(InteractionId id, Step step, ObjectNode data, Instant at) {
        append(id, step, new Told(data, Optional.empty()), at);
    }

    /** Appends to the record of an interaction. */
    void append(InteractionId id, Step step, Told told, Instant at) {
        Interaction interaction = interactions.find(id).orElseThrow();
        ObjectNode record = told.data().deepCopy().put("step", step.label());
        told.reason().ifPresent(reason -> record.put("reason", reason));
        timeline.append(id, step.entryType, record, at);
        events.publish(interaction, "content." + step.label(), told.data());
    }

    /**
     * What is told of a step.
     *
     * @param data never personal: those who watch see it, too
     * @param reason in somebody's own words, for the sealed record alone
     */
    record Told(ObjectNode data, Optional<String> reason) {
        @Override
        public String toString() {
            return "Told";
        }
    }
}
