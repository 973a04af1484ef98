package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Records that a value is uncovered, or refuses when too many were. In the caller's transaction. */
@ApplicationScoped
class RecordReveal {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Reveals reveals;
    private final InteractionEvents events;
    private final AppendToTimeline timeline;
    private final Duration shownFor;
    private final int mostOfAnInteraction;
    private final int mostOfAnAgent;

    RecordReveal(
            Reveals reveals,
            InteractionEvents events,
            AppendToTimeline timeline,
            @ConfigProperty(name = "countersign.identity.reveal-time", defaultValue = "PT30S") Duration shownFor,
            @ConfigProperty(name = "countersign.identity.most-reveals-of-an-interaction", defaultValue = "30")
                    int mostOfAnInteraction,
            @ConfigProperty(name = "countersign.identity.most-reveals-in-an-hour", defaultValue = "120")
                    int mostOfAnAgent) {
        if (shownFor.isNegative() || shownFor.isZero() || shownFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("countersign.identity.reveal-time: " + shownFor
                    + " (expected: longer than PT0S, at most " + LONGEST + ")");
        }
        this.reveals = reveals;
        this.events = events;
        this.timeline = timeline;
        this.shownFor = shownFor;
        this.mostOfAnInteraction = mostOfAnInteraction;
        this.mostOfAnAgent = mostOfAnAgent;
    }

    /**
     * Returns when the value is to be covered again.
     *
     * @throws Problem too-many-requests with the time to wait
     */
    Instant record(Interaction interaction, Reveal reveal) {
        Instant now = reveal.at();
        reveals.lock(reveal.viewer());
        check(reveals.times(reveal.viewer(), now.minus(WINDOW)), mostOfAnAgent, now);
        check(reveals.times(reveal.interaction(), now.minus(WINDOW)), mostOfAnInteraction, now);
        reveals.add(reveal);
        ObjectNode data = Json.object().put("challenge", reveal.challenge());
        data.set("path", reveal.path().toJson());
        events.publish(interaction, "identity.revealed", data);
        ObjectNode viewed = Json.object().put("challenge", reveal.challenge()).put("viewer", reveal.viewer());
        viewed.set("uncovered", reveal.path().toJson());
        timeline.append(interaction.id(), EntryType.IDENTITY_VIEWED, viewed, now);
        return now.plus(shownFor);
    }

    private static void check(List<Instant> times, int most, Instant now) {
        if (times.size() >= most) {
            throw new Problem(
                            ProblemType.TOO_MANY_REQUESTS,
                            times.size() + " values were uncovered in the last hour (expected: < " + most + ").")
                    .retryAfter(
                            Duration.between(now, times.get(times.size() - most).plus(WINDOW)));
        }
    }
}
