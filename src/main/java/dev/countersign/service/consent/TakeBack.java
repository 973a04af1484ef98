package dev.countersign.service.consent;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.SendPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Takes pushes back when a challenge is over, so that no phone rings for a question that another wallet has answered: what was
 * not handed over is dropped; where a push service may still hold it, or a phone shows it, a silent message with the same
 * collapse key replaces it and lives for seconds. Wallets that are connected hear it from their inbox.
 *
 * <p>A wallet whose owner has the question open needs none, and an expired push takes itself back.
 */
@ApplicationScoped
class TakeBack implements ChallengeListener {
    /** Long enough for a push service to hand it over, or to replace the other by it. */
    static final Duration LIFE = Duration.ofSeconds(15);

    private static final Set<DeliveryState> MAY_RING = EnumSet.of(DeliveryState.SENT, DeliveryState.DELIVERED);

    private final Challenges challenges;
    private final SendPush sendPush;
    private final Clock clock;

    TakeBack(Challenges challenges, SendPush sendPush, Clock clock) {
        this.challenges = challenges;
        this.sendPush = sendPush;
        this.clock = clock;
    }

    @Override
    public void moved(ConsentChallenge challenge) {
        if (!(challenge instanceof ConsentChallenge.Ended ended) || ended.outcome() instanceof Outcome.Expired) {
            return;
        }
        ChallengeId id = ended.ask().id();
        sendPush.drop(id.value());
        challenges.deliveries(id).stream()
                .filter(delivery -> delivery.channel() == DeliveryChannel.PUSH && MAY_RING.contains(delivery.state()))
                .forEach(delivery -> delivery.wallet().map(WalletId::phone).ifPresent(phone -> from(phone, ended)));
    }

    /** A push was handed over just now; when its challenge had ended meanwhile, it is taken back at once. */
    void handedOver(ConsentChallenge challenge, PhoneId phone) {
        if (challenge instanceof ConsentChallenge.Ended ended) {
            from(phone, ended);
        }
    }

    private void from(PhoneId phone, ConsentChallenge.Ended ended) {
        String id = ended.ask().id().value();
        sendPush.send(
                phone,
                PushMessage.takeBack(
                        new InboxEvent.Closed(id, ended.state()).pushed(),
                        clock.instant().plus(LIFE),
                        id));
    }
}
