package dev.countersign.service.interaction;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Shows what happened in an interaction, with what everybody needs to check it against the log. */
@ApplicationScoped
public class ReadTimeline {
    private final Interactions interactions;
    private final Timeline timeline;
    private final CurrentCaller caller;
    private final Clock clock;

    ReadTimeline(Interactions interactions, Timeline timeline, CurrentCaller caller, Clock clock) {
        this.interactions = interactions;
        this.timeline = timeline;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Returns a page of it, in order; that it was read, and by whom, is kept.
     *
     * @throws Problem not-found
     */
    @Transactional
    public Page<TimelineEntry> read(InteractionId id, PageRequest page) {
        FindInteraction.require(interactions, id);
        timeline.viewed(id, caller.name(), clock.instant());
        return timeline.list(id, page);
    }
}
