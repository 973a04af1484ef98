package dev.countersign.service.content;

import dev.countersign.protocol.Json;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks to read a content, with a reason. Recorded, whatever comes of it. */
@ApplicationScoped
public class AskToRead {
    /** How long a second person has. */
    private static final Duration APPROVAL_TIME = Duration.ofDays(1);

    private final FindContent findContent;
    private final ContentPolicy policy;
    private final Readings readings;
    private final PersonalData personalData;
    private final ContentTimeline timeline;
    private final CurrentCaller caller;
    private final SortableIds ids;
    private final Clock clock;

    AskToRead(
            FindContent findContent,
            ContentPolicy policy,
            Readings readings,
            PersonalData personalData,
            ContentTimeline timeline,
            CurrentCaller caller,
            SortableIds ids,
            Clock clock) {
        this.findContent = findContent;
        this.policy = policy;
        this.readings = readings;
        this.personalData = personalData;
        this.timeline = timeline;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns the reading: open, or waiting for a second person.
     *
     * @throws Problem not-found; forbidden when no role of the caller may read; invalid-value without a reason; state-conflict
     *     when the content is not complete
     */
    @Transactional
    public Reading ask(ContentId id, String reason) {
        Content content = findContent.find(id);
        String role = policy.readerRole(caller)
                .orElseThrow(() -> new Problem(ProblemType.FORBIDDEN, "None of your roles may read content."));
        Reason why = Reason.parse(reason);
        if (content.state() != ContentState.COMPLETE) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT,
                    "The content is " + content.state().label() + " (expected: complete).");
        }
        // Its reason is sealed: not under a key that somebody's erasure just took away.
        if (!personalData.hold(content.owner())) {
            throw new Problem(ProblemType.NOT_FOUND, "The content was erased.");
        }
        boolean takesTwo = policy.takesTwo(content.kind());
        Instant now = clock.instant();
        Reading asked = new Reading(
                new ReadingId(ids.make("rdg")),
                content.id(),
                content.interaction(),
                content.owner(),
                caller.name(),
                role,
                Optional.of(why.text()),
                takesTwo,
                now,
                Optional.empty(),
                Optional.empty(),
                now.plus(takesTwo ? APPROVAL_TIME : policy.readingTime()),
                Optional.empty(),
                Optional.empty(),
                0);
        readings.add(asked);
        timeline.append(
                content.interaction(),
                ContentTimeline.Step.READ_ASKED,
                new ContentTimeline.Told(
                        Json.object()
                                .put("content", content.id().value())
                                .put("reading", asked.id().value())
                                .put("reader", asked.reader())
                                .put("role", role)
                                .put("takes_two", takesTwo),
                        asked.reason()),
                now);
        return asked;
    }
}
