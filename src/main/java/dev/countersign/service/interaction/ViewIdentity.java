package dev.countersign.service.interaction;

import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Shows the verified identity to the agent who has the interaction, and records that they looked. */
@ApplicationScoped
public class ViewIdentity {
    private final FindInteraction interactions;
    private final VerifiedIdentities identities;
    private final RecordView recordView;
    private final CurrentCaller caller;
    private final Clock clock;

    ViewIdentity(
            FindInteraction interactions,
            VerifiedIdentities identities,
            RecordView recordView,
            CurrentCaller caller,
            Clock clock) {
        this.interactions = interactions;
        this.identities = identities;
        this.recordView = recordView;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Returns what the latest challenge brought that is still visible; for staff, sensitive attributes are covered, and
     * {@link RevealAttribute} uncovers them.
     *
     * @throws Problem forbidden for anybody but the assigned agent and clients with the scope; not-found when
     *     there is none or its retention is over
     */
    @Transactional
    public VerifiedIdentity view(InteractionId id) {
        interactions.findOwn(id);
        Instant now = clock.instant();
        VerifiedIdentity latest = latest(identities, id, now);
        VerifiedIdentity shown = caller.isStaff() ? latest : latest.uncovered();
        recordView.record(id, shown, caller.name(), now);
        return shown;
    }

    static VerifiedIdentity latest(VerifiedIdentities identities, InteractionId id, Instant now) {
        List<VerifiedIdentity> visible = identities.visible(id, now);
        if (visible.isEmpty()) {
            throw new Problem(
                    ProblemType.NOT_FOUND, "Nothing is verified in this interaction, or its retention is over.");
        }
        return visible.get(visible.size() - 1);
    }
}
