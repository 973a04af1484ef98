package dev.countersign.service.consent;

import dev.countersign.service.push.DeliveryListener;
import dev.countersign.service.push.DeliveryReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Notes what became of a push. It does not make a challenge delivered: only the wallet knows whether it has it. */
@ApplicationScoped
public class NoteDelivery implements DeliveryListener {
    private final Challenges challenges;
    private final MoveDelivery moveDelivery;
    private final TakeBack takeBack;

    NoteDelivery(Challenges challenges, MoveDelivery moveDelivery, TakeBack takeBack) {
        this.challenges = challenges;
        this.moveDelivery = moveDelivery;
        this.takeBack = takeBack;
    }

    @Override
    @Transactional
    public void onDelivery(String reference, DeliveryReport report) {
        ChallengeId id = new ChallengeId(reference);
        DeliveryState state = report instanceof DeliveryReport.Sent ? DeliveryState.SENT : DeliveryState.FAILED;
        // Held: if it ended between this look and our commit, the end would not see that the push was handed over, we
        // would not
        // see the end, and nobody would take the push back.
        Optional<ConsentChallenge> found = challenges.hold(id);
        found.ifPresent(challenge -> challenges.deliveries(id).stream()
                .filter(delivery -> delivery.channel() == DeliveryChannel.PUSH
                        && delivery.wallet()
                                .filter(wallet -> wallet.phone().equals(report.phone()))
                                .isPresent())
                .forEach(delivery -> moveDelivery.move(challenge.ask(), delivery.now(state, report.at()))));
        if (state == DeliveryState.SENT) {
            found.ifPresent(challenge -> takeBack.handedOver(challenge, report.phone()));
        }
    }
}
