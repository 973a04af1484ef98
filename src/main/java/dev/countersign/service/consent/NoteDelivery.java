package dev.countersign.service.consent;

import dev.countersign.service.push.DeliveryListener;
import dev.countersign.service.push.DeliveryReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Notes what became of a push. */
@ApplicationScoped
public class NoteDelivery implements DeliveryListener {
    private final Challenges challenges;
    private final MoveChallenge moveChallenge;

    NoteDelivery(Challenges challenges, MoveChallenge moveChallenge) {
        this.challenges = challenges;
        this.moveChallenge = moveChallenge;
    }

    @Override
    @Transactional
    public void onDelivery(String reference, DeliveryReport report) {
        ChallengeId id = new ChallengeId(reference);
        boolean sent = report instanceof DeliveryReport.Sent;
        if (challenges.find(id).isEmpty()) {
            return;
        }
        challenges.delivery(
                id, new Delivery(report.phone().value(), "web_push", sent ? "sent" : "failed", report.at()));
        if (sent) {
            moveChallenge.move(
                    id,
                    challenge -> challenge instanceof ConsentChallenge.Waiting waiting
                            ? waiting.reached(ConsentChallenge.Progress.DELIVERED)
                            : challenge);
        }
    }
}
