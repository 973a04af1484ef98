package dev.countersign.service.consent;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.platform.Events;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.SendPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Brings a challenge to every wallet of its customer, by push and by inbox. What travels is an address, a name that means
 * nothing and a time: nothing about the person, the purpose or the conversation.
 */
@ApplicationScoped
class NotifyWallets {
    private final Wallets wallets;
    private final PhoneSubscriptions subscriptions;
    private final SendPush sendPush;
    private final Events events;
    private final Challenges challenges;
    private final Clock clock;

    NotifyWallets(
            Wallets wallets,
            PhoneSubscriptions subscriptions,
            SendPush sendPush,
            Events events,
            Challenges challenges,
            Clock clock) {
        this.wallets = wallets;
        this.subscriptions = subscriptions;
        this.sendPush = sendPush;
        this.events = events;
        this.challenges = challenges;
        this.clock = clock;
    }

    void ask(Ask ask) {
        InboxEvent challenge = new InboxEvent.Challenge(new dev.countersign.protocol.wallet.PushMessage(
                ask.requestUri(), ask.expiresAt(), Optional.of(ask.id().value())));
        PushMessage message =
                PushMessage.ring(challenge.pushed(), ask.expiresAt(), ask.id().value());
        for (Wallet wallet : wallets.active(ask.customer())) {
            events.publish(wallet.id().inboxTopic(), challenge.event(), challenge.data());
            challenges.delivery(ask.id(), Delivery.inbox(wallet.id(), clock.instant()));
            Optional<PushPlatform> platform = subscriptions
                    .find(wallet.id().phone())
                    .map(subscription -> subscription.address().platform());
            if (platform.isPresent()) {
                challenges.delivery(ask.id(), Delivery.push(wallet.id(), platform.get(), clock.instant()));
                sendPush.send(wallet.id().phone(), message);
            }
        }
    }
}
