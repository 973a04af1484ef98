package dev.countersign.service.consent;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.Wallet;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.platform.Events;
import dev.countersign.service.push.PhoneId;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.SendPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Brings a challenge to every wallet of its customer, by push and by inbox. What travels is an address and a time:
 * nothing about the person, the purpose or the conversation.
 */
@ApplicationScoped
class NotifyWallets {
    private final Wallets wallets;
    private final SendPush sendPush;
    private final Events events;
    private final Challenges challenges;
    private final Clock clock;

    NotifyWallets(Wallets wallets, SendPush sendPush, Events events, Challenges challenges, Clock clock) {
        this.wallets = wallets;
        this.sendPush = sendPush;
        this.events = events;
        this.challenges = challenges;
        this.clock = clock;
    }

    void ask(Ask ask) {
        InboxEvent challenge = new InboxEvent.Challenge(
                new dev.countersign.protocol.wallet.PushMessage(ask.requestUri(), ask.expiresAt()));
        for (Wallet wallet : wallets.active(ask.customer())) {
            String name = wallet.id().value();
            events.publish("wallet:" + name, challenge.event(), challenge.data());
            challenges.delivery(ask.id(), new Delivery(name, "inbox", "queued", clock.instant()));
            sendPush.send(
                    new PhoneId(name),
                    new PushMessage(challenge.data(), ask.expiresAt(), ask.id().value()));
            challenges.delivery(ask.id(), new Delivery(name, "web_push", "queued", clock.instant()));
        }
    }
}
