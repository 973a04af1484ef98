package dev.countersign.service.retention;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import dev.countersign.service.platform.SortableIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Says that something must not go. */
@ApplicationScoped
public class PlaceHold {
    private static final int MOST_CHARS = 500;

    private final LegalHolds holds;
    private final FindInteraction findInteraction;
    private final CurrentCaller caller;
    private final SortableIds ids;
    private final Clock clock;

    PlaceHold(LegalHolds holds, FindInteraction findInteraction, CurrentCaller caller, SortableIds ids, Clock clock) {
        this.holds = holds;
        this.findInteraction = findInteraction;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Places a hold. What was there when this returns stays.
     *
     * @throws Problem not-found for an interaction that is not there; invalid-value without a reason
     */
    @Transactional
    public LegalHold place(LegalHold.Subject subject, String reason) {
        holds.lock();
        if (subject instanceof LegalHold.Subject.OfInteraction one) {
            findInteraction.find(one.interaction());
        }
        LegalHold hold = new LegalHold(
                new HoldId(ids.make("hld")), subject, words(reason), caller.name(), clock.instant(), Optional.empty());
        holds.add(hold);
        return hold;
    }

    /**
     * Releases a hold.
     *
     * @throws Problem not-found; state-conflict when it was released; invalid-value without a reason
     */
    @Transactional
    public LegalHold release(HoldId id, String reason) {
        if (holds.find(id).isEmpty()) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such hold.");
        }
        if (!holds.release(id, new LegalHold.Release(caller.name(), clock.instant(), words(reason)))) {
            throw new Problem(ProblemType.STATE_CONFLICT, "The hold was released already.");
        }
        return holds.find(id).orElseThrow();
    }

    private static String words(String reason) {
        String stripped = reason.strip();
        if (stripped.isEmpty() || stripped.length() > MOST_CHARS) {
            throw new Problem(ProblemType.INVALID_VALUE, "It needs a reason.")
                    .at("/reason", "expected: 1 to " + MOST_CHARS + " characters");
        }
        return stripped;
    }
}
