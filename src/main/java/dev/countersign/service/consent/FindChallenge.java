package dev.countersign.service.consent;

import dev.countersign.service.holder.Wallets;
import dev.countersign.service.interaction.FindInteraction;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Finds challenges for somebody who may know of their interaction. */
@ApplicationScoped
public class FindChallenge {
    private final Challenges challenges;
    private final FindInteraction interactions;
    private final Wallets wallets;

    FindChallenge(Challenges challenges, FindInteraction interactions, Wallets wallets) {
        this.challenges = challenges;
        this.interactions = interactions;
        this.wallets = wallets;
    }

    /**
     * Returns the challenge.
     *
     * @throws Problem not-found; forbidden when the interaction is somebody else's
     */
    @Transactional
    public ConsentChallenge find(ChallengeId id) {
        ConsentChallenge found = MoveChallenge.require(challenges, id);
        interactions.find(found.ask().interaction());
        return found;
    }

    /**
     * Returns what was asked in an interaction, oldest first.
     *
     * @throws Problem not-found; forbidden when the interaction is somebody else's
     */
    @Transactional
    public List<ConsentChallenge> of(InteractionId interaction) {
        return challenges.of(interactions.find(interaction).id());
    }

    /** Returns how it stands on its ways to the customer. */
    @Transactional
    public List<ShownDelivery> deliveries(ConsentChallenge challenge) {
        return challenges.deliveries(challenge.ask().id()).stream()
                .map(delivery -> new ShownDelivery(delivery, delivery.wallet().flatMap(wallets::name)))
                .toList();
    }
}
