package dev.countersign.service.consent;

import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.interaction.AppendToTimeline;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Notes what an agent decided by the organisation's own questions, so that it can be counted how often they are needed. */
@ApplicationScoped
public class RecordFallback {
    private final FindInteraction interactions;
    private final Challenges challenges;
    private final Fallbacks fallbacks;
    private final InteractionEvents events;
    private final AppendToTimeline timeline;
    private final CurrentCaller caller;
    private final Clock clock;

    RecordFallback(
            FindInteraction interactions,
            Challenges challenges,
            Fallbacks fallbacks,
            InteractionEvents events,
            AppendToTimeline timeline,
            CurrentCaller caller,
            Clock clock) {
        this.interactions = interactions;
        this.challenges = challenges;
        this.fallbacks = fallbacks;
        this.events = events;
        this.timeline = timeline;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Keeps the decision and tells the desk ({@code fallback.passed}, {@code fallback.failed}).
     *
     * @throws Problem not-found; forbidden when the interaction is somebody else's; state-conflict when it is closed, or
     *     when the customer reported that they are not in it: who knows all the answers then is the fraudster
     */
    @Transactional
    public Fallback record(InteractionId id, FallbackOutcome outcome) {
        Interaction interaction = interactions.findOwn(id);
        if (!interaction.open()) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The interaction is closed (expected: open).");
        }
        if (outcome == FallbackOutcome.PASSED && reported(id)) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "The customer reported that they are not in this interaction. No questions make up for that.");
        }
        Fallback fallback = new Fallback(id, outcome, caller.name(), clock.instant());
        fallbacks.add(fallback);
        timeline.append(
                id,
                EntryType.VERDICT,
                Json.object().put("fallback", outcome.wireName()).put("decided_by", fallback.decidedBy()),
                fallback.decidedAt());
        events.publish(interaction, "fallback." + outcome.wireName(), Json.object());
        return fallback;
    }

    private boolean reported(InteractionId id) {
        return challenges.of(id).stream()
                .anyMatch(challenge -> challenge instanceof ConsentChallenge.Ended ended
                        && ended.outcome() instanceof Outcome.Reported);
    }
}
