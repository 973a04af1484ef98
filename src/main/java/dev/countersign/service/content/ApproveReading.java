package dev.countersign.service.content;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** The second of two people agrees that somebody reads a content. Nobody is both. */
@ApplicationScoped
public class ApproveReading {
    private final Readings readings;
    private final ContentPolicy policy;
    private final ContentTimeline timeline;
    private final CurrentCaller caller;
    private final Clock clock;

    ApproveReading(
            Readings readings, ContentPolicy policy, ContentTimeline timeline, CurrentCaller caller, Clock clock) {
        this.readings = readings;
        this.policy = policy;
        this.timeline = timeline;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Returns the reading, which is open now.
     *
     * @throws Problem not-found; forbidden for whoever asked, and whoever has no role that approves; state-conflict when
     *     nothing is to be approved any more
     */
    @Transactional
    public Reading approve(ReadingId id) {
        Reading asked =
                readings.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such reading."));
        if (!policy.mayApprove(caller)) {
            throw new Problem(ProblemType.FORBIDDEN, "None of your roles approves readings.");
        }
        if (asked.reader().equals(caller.name())) {
            throw new Problem(ProblemType.FORBIDDEN, "Whoever asked cannot approve: it takes two people.")
                    .because("same-person");
        }
        Instant now = clock.instant();
        if (asked.state(now) != Reading.State.AWAITING_APPROVAL
                || !readings.approve(id, caller.name(), now, now.plus(policy.readingTime()))) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The reading does not wait for an approval.");
        }
        timeline.append(
                asked.interaction(),
                ContentTimeline.Step.READ_APPROVED,
                Json.object()
                        .put("content", asked.content().value())
                        .put("reading", id.value())
                        .put("approver", caller.name()),
                now);
        return readings.find(id).orElseThrow();
    }
}
