package dev.countersign.service.interaction;

import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.service.access.CurrentCaller;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/**
 * Uncovers one value for the agent who has the interaction, for a short time, and records that they asked: who, when, which
 * claim. Limited, so that a script which asks for everything stands out and gets little.
 */
@ApplicationScoped
public class RevealAttribute {
    private final FindInteraction interactions;
    private final VerifiedIdentities identities;
    private final RecordReveal recordReveal;
    private final CurrentCaller caller;
    private final Clock clock;

    RevealAttribute(
            FindInteraction interactions,
            VerifiedIdentities identities,
            RecordReveal recordReveal,
            CurrentCaller caller,
            Clock clock) {
        this.interactions = interactions;
        this.identities = identities;
        this.recordReveal = recordReveal;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * One value, uncovered.
     *
     * @param visibleUntil whoever shows it covers it again at this instant
     */
    public record Revealed(VerifiedAttribute attribute, Instant visibleUntil) {}

    /**
     * Returns the value of a covered attribute that the latest challenge brought.
     *
     * @throws Problem forbidden for anybody but the assigned agent; not-found when nothing is visible any more or no
     *     attribute that is covered has this path; too-many-requests with the time to wait
     */
    @Transactional
    public Revealed reveal(InteractionId id, ClaimPath path) {
        Interaction interaction = interactions.findOwn(id);
        Instant now = clock.instant();
        VerifiedIdentity latest = ViewIdentity.latest(identities, id, now);
        VerifiedAttribute attribute = latest.attributes().stream()
                .filter(latest::covers)
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "No covered attribute has this path."));
        Instant end = recordReveal.record(interaction, new Reveal(id, latest.challenge(), path, caller.name(), now));
        return new Revealed(attribute, latest.visibleUntil().isBefore(end) ? latest.visibleUntil() : end);
    }
}
