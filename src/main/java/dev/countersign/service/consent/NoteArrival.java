package dev.countersign.service.consent;

import dev.countersign.service.holder.Wallet;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a wallet's word for how far a challenge came: it is there, its owner sees it. Only this makes a challenge delivered:
 * a push service that took a message has promised nothing.
 *
 * <p>Said twice it is said once; said late it changes nothing about a challenge that is over.
 */
@ApplicationScoped
public class NoteArrival {
    private static final Set<DeliveryState> UNDER_WAY = EnumSet.of(DeliveryState.SENT, DeliveryState.DELIVERED);

    private final Challenges challenges;
    private final MoveChallenge moveChallenge;
    private final MoveDelivery moveDelivery;
    private final Clock clock;

    NoteArrival(Challenges challenges, MoveChallenge moveChallenge, MoveDelivery moveDelivery, Clock clock) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
        this.moveDelivery = moveDelivery;
        this.clock = clock;
    }

    /**
     * Notes that a wallet has it. The word of a wallet that was not asked on this channel is not worth noting.
     *
     * @throws Problem not-found, also when it is another customer's
     */
    @Transactional
    public void delivered(ChallengeId id, Wallet wallet, DeliveryChannel channel) {
        Ask ask = require(id, wallet);
        List<Delivery> asked = of(id, wallet).stream()
                .filter(delivery -> delivery.channel() == channel)
                .toList();
        for (Delivery delivery : asked) {
            moveDelivery.move(ask, delivery.now(DeliveryState.DELIVERED, clock.instant()));
            reached(id, ConsentChallenge.Progress.DELIVERED);
        }
    }

    /**
     * Notes that the customer sees it.
     *
     * @throws Problem not-found, also when it is another customer's
     */
    @Transactional
    public void opened(ChallengeId id, Wallet wallet) {
        Ask ask = require(id, wallet);
        of(id, wallet).stream()
                .filter(delivery -> UNDER_WAY.contains(delivery.state()))
                .forEach(delivery -> moveDelivery.move(ask, delivery.now(DeliveryState.OPENED, clock.instant())));
        reached(id, ConsentChallenge.Progress.OPENED);
    }

    private void reached(ChallengeId id, ConsentChallenge.Progress progress) {
        moveChallenge.move(
                id,
                challenge ->
                        challenge instanceof ConsentChallenge.Waiting waiting ? waiting.reached(progress) : challenge);
    }

    private List<Delivery> of(ChallengeId id, Wallet wallet) {
        return challenges.deliveries(id).stream()
                .filter(delivery ->
                        delivery.wallet().filter(wallet.id()::equals).isPresent())
                .toList();
    }

    private Ask require(ChallengeId id, Wallet wallet) {
        // Held before its delivery is written, as everywhere.
        Ask ask = challenges
                .hold(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such challenge."))
                .ask();
        if (!ask.customer().equals(wallet.customer())) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such challenge.");
        }
        return ask;
    }
}
