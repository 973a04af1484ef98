package dev.countersign.service.interaction;

import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Shows what happened in an interaction, with what everybody needs to check it against the log. */
@ApplicationScoped
public class ReadTimeline {
    private final Interactions interactions;
    private final Timeline timeline;

    ReadTimeline(Interactions interactions, Timeline timeline) {
        this.interactions = interactions;
        this.timeline = timeline;
    }

    /**
     * Returns a page of it, in order.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Page<TimelineEntry> read(InteractionId id, PageRequest page) {
        FindInteraction.require(interactions, id);
        return timeline.list(id, page);
    }
}
