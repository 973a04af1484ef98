package dev.countersign.service.interaction;

import dev.countersign.protocol.log.TlogProof;
import dev.countersign.service.ledger.ProveEntry;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Proves that a step of an interaction is in the log. */
@ApplicationScoped
public class ProveStep {
    private final Timeline timeline;
    private final ProveEntry proveEntry;

    ProveStep(Timeline timeline, ProveEntry proveEntry) {
        this.timeline = timeline;
        this.proveEntry = proveEntry;
    }

    /**
     * Returns the proof against the newest checkpoint. It tells nothing of what happened, and holds when that was erased.
     *
     * @param position in the timeline, from 0
     * @throws Problem not-found; also as long as no checkpoint covers the step
     */
    public TlogProof prove(InteractionId id, int position) {
        return timeline.entry(id, position)
                .flatMap(proveEntry::prove)
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "There is no such step, or it waits for its place in the log."));
    }
}
