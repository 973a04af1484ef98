package dev.countersign.service.consent;

import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionListener;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.presentation.CancelPresentation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Takes a challenge back: the agent's doing, or that of the end of the interaction. */
@ApplicationScoped
public class CancelChallenge implements InteractionListener {
    private final Challenges challenges;
    private final MoveChallenge moveChallenge;
    private final CancelPresentation cancelPresentation;
    private final FindInteraction interactions;
    private final Clock clock;

    CancelChallenge(
            Challenges challenges,
            MoveChallenge moveChallenge,
            CancelPresentation cancelPresentation,
            FindInteraction interactions,
            Clock clock) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
        this.cancelPresentation = cancelPresentation;
        this.interactions = interactions;
        this.clock = clock;
    }

    /**
     * Returns the challenge as it is now: cancelled, or as it had ended before.
     *
     * @throws Problem not-found; forbidden when the interaction is somebody else's
     */
    @Transactional
    public ConsentChallenge cancel(ChallengeId id) {
        interactions.findOwn(MoveChallenge.require(challenges, id).ask().interaction());
        return cancelled(id);
    }

    @Override
    public void closed(Interaction interaction) {
        challenges
                .of(interaction.id())
                .forEach(challenge -> cancelled(challenge.ask().id()));
    }

    private ConsentChallenge cancelled(ChallengeId id) {
        ConsentChallenge after = moveChallenge
                .move(
                        id,
                        challenge -> challenge instanceof ConsentChallenge.Unended unended
                                ? unended.ended(new Outcome.Cancelled(), clock.instant())
                                : challenge)
                .after();
        cancelPresentation.cancel(after.ask().transaction());
        return after;
    }
}
