package dev.countersign.service.interaction;

import java.time.Instant;
import java.util.List;

/** The record of uncovered values. All calls join the caller's transaction. */
public interface Reveals {
    /** Makes others of the same viewer wait until the caller's transaction ends, so that limits cannot be overrun. */
    void lock(String viewer);

    /** Lists when this viewer uncovered something after {@code since}, oldest first. */
    List<Instant> times(String viewer, Instant since);

    /** Lists when somebody uncovered something of this interaction after {@code since}, oldest first. */
    List<Instant> times(InteractionId interaction, Instant since);

    /** Keeps one. */
    void add(Reveal reveal);

    /** Lists those of an interaction, newest first. */
    List<Reveal> of(InteractionId interaction);
}
