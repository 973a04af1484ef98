package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.log.EntryType;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.interaction.AppendToTimeline;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.interaction.VerifiedIdentities;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Takes a consent back: what was shared is erased here, and leaves the agent's screen. The receipt stays true. */
@ApplicationScoped
public class WithdrawConsent {
    private final Challenges challenges;
    private final VerifiedIdentities identities;
    private final Interactions interactions;
    private final InteractionEvents events;
    private final AppendToTimeline timeline;
    private final Clock clock;

    WithdrawConsent(
            Challenges challenges,
            VerifiedIdentities identities,
            Interactions interactions,
            InteractionEvents events,
            AppendToTimeline timeline,
            Clock clock) {
        this.challenges = challenges;
        this.identities = identities;
        this.interactions = interactions;
        this.events = events;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Erases what this challenge brought; doing it twice changes nothing.
     *
     * @throws Problem not-found, also when it is another customer's; state-conflict when nothing was consented to
     */
    @Transactional
    public void withdraw(ChallengeId id, CustomerId customer) {
        ConsentChallenge challenge = MoveChallenge.require(challenges, id);
        Ask ask = challenge.ask();
        if (!ask.customer().equals(customer)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such challenge.");
        }
        if (!(challenge instanceof ConsentChallenge.Ended ended) || !(ended.outcome() instanceof Outcome.Verified)) {
            throw new Problem(
                    ProblemType.STATE_CONFLICT, "Nothing was shared: " + challenge.state() + " (expected: verified).");
        }
        if (identities.withdraw(id.value())) {
            Interaction interaction = interactions.find(ask.interaction()).orElseThrow();
            ObjectNode data = Json.object().put("challenge", id.value());
            timeline.append(interaction.id(), EntryType.CONSENT_WITHDRAWN, data, clock.instant());
            events.publish(interaction, "challenge.withdrawn", data);
        }
    }
}
