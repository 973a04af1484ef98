package dev.countersign.service.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
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
    private final AppendToTimeline timeline;
    private final CurrentCaller caller;
    private final Clock clock;

    ViewIdentity(
            FindInteraction interactions,
            VerifiedIdentities identities,
            AppendToTimeline timeline,
            CurrentCaller caller,
            Clock clock) {
        this.interactions = interactions;
        this.identities = identities;
        this.timeline = timeline;
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
        identities.viewed(id, latest.challenge(), caller.name(), now);
        VerifiedIdentity shown = caller.isStaff() ? latest : latest.uncovered();
        timeline.append(id, EntryType.IDENTITY_VIEWED, data(shown), now);
        return shown;
    }

    // Which claims were shown, and which stayed covered; never a value.
    private ObjectNode data(VerifiedIdentity shown) {
        ObjectNode data = Json.object().put("challenge", shown.challenge()).put("viewer", caller.name());
        ArrayNode open = data.putArray("shown");
        ArrayNode covered = data.putArray("covered");
        for (VerifiedAttribute attribute : shown.attributes()) {
            (shown.covers(attribute) ? covered : open).add(attribute.path().toJson());
        }
        return data;
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
