package dev.countersign.service.message;

import dev.countersign.protocol.wallet.InboxEvent;
import dev.countersign.service.holder.WalletId;
import dev.countersign.service.platform.Events;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushMessage;
import dev.countersign.service.push.SendPush;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Tells wallets that there is a message, by inbox and by push: its name, and nothing else. */
@ApplicationScoped
class TellWallets {
    /** For so long a push service tries; the message itself waits for ever. */
    private static final Duration RINGS_FOR = Duration.ofDays(1);

    private final PhoneSubscriptions subscriptions;
    private final SendPush sendPush;
    private final Events events;

    TellWallets(PhoneSubscriptions subscriptions, SendPush sendPush, Events events) {
        this.subscriptions = subscriptions;
        this.sendPush = sendPush;
        this.events = events;
    }

    void tell(WalletId wallet, MessageId message, Instant now) {
        InboxEvent event = new InboxEvent.Message(message.value());
        events.publish(wallet.inboxTopic(), event.event(), event.data());
        if (subscriptions.find(wallet.phone()).isPresent()) {
            sendPush.send(wallet.phone(), PushMessage.ring(event.pushed(), now.plus(RINGS_FOR), message.value()));
        }
    }
}
