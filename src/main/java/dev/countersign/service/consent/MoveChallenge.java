package dev.countersign.service.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.interaction.Interaction;
import dev.countersign.service.interaction.InteractionEvents;
import dev.countersign.service.interaction.Interactions;
import dev.countersign.service.platform.Events;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.function.UnaryOperator;

/**
 * The one place where a challenge goes from state to state: by compare-and-set, in the caller's transaction, and told to
 * everybody who watches.
 */
@ApplicationScoped
class MoveChallenge {
    // Each failure means that somebody else moved the same challenge; nobody moves one this often.
    private static final int MOST_RACES = 10;

    private final Challenges challenges;
    private final Interactions interactions;
    private final InteractionEvents interactionEvents;
    private final Wallets wallets;
    private final Events events;
    private final Instance<ChallengeListener> listeners;

    MoveChallenge(
            Challenges challenges,
            Interactions interactions,
            InteractionEvents interactionEvents,
            Wallets wallets,
            Events events,
            @Any Instance<ChallengeListener> listeners) {
        this.challenges = challenges;
        this.interactions = interactions;
        this.interactionEvents = interactionEvents;
        this.wallets = wallets;
        this.events = events;
        this.listeners = listeners;
    }

    /** What a step made of a challenge. */
    record Moved(ConsentChallenge before, ConsentChallenge after) {}

    /**
     * Applies a step to whatever state the challenge is in; a step that returns its argument changes nothing.
     *
     * @throws Problem not-found
     */
    Moved move(ChallengeId id, UnaryOperator<ConsentChallenge> step) {
        for (int race = 0; race < MOST_RACES; race++) {
            ConsentChallenge before = require(challenges, id);
            ConsentChallenge after = step.apply(before);
            if (after.equals(before)) {
                return new Moved(before, before);
            }
            if (challenges.move(before, after)) {
                announce(after);
                return new Moved(before, after);
            }
        }
        throw new IllegalStateException("challenge " + id + " was moved by others " + MOST_RACES + " times");
    }

    /** Tells the desk, and when it is over the wallets, too. */
    void announce(ConsentChallenge challenge) {
        listeners.forEach(listener -> listener.moved(challenge));
        Ask ask = challenge.ask();
        ObjectNode state = Json.object()
                .put("challenge", ask.id().value())
                .put("state", challenge.state())
                .put("failed_attempts", challenge.failedAttempts());
        Interaction interaction = interactions.find(ask.interaction()).orElseThrow();
        interactionEvents.publish(interaction, "challenge." + challenge.state(), state);
        events.publish("challenge:" + ask.id(), "challenge." + challenge.state(), state);
        if (challenge instanceof ConsentChallenge.Ended) {
            for (Wallet wallet : wallets.active(ask.customer())) {
                InboxEvent closed = new InboxEvent.Closed(ask.id().value(), challenge.state());
                events.publish("wallet:" + wallet.id().value(), closed.event(), closed.data());
            }
        }
    }

    static ConsentChallenge require(Challenges challenges, ChallengeId id) {
        return challenges.find(id).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such challenge."));
    }
}
