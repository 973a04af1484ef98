package dev.countersign.service.holder;

import dev.countersign.service.platform.PublicUrl;
import dev.countersign.service.push.PhoneSubscriptions;
import dev.countersign.service.push.PushEndpoint;
import dev.countersign.service.push.PushSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Sets where a wallet is pushed, or that it is not; its inbox works either way. */
@ApplicationScoped
public class ChangePushSubscription {
    private final PhoneSubscriptions subscriptions;
    private final PublicUrl publicUrl;

    ChangePushSubscription(PhoneSubscriptions subscriptions, PublicUrl publicUrl) {
        this.subscriptions = subscriptions;
        this.publicUrl = publicUrl;
    }

    /** Replaces the wallet's subscription. */
    @Transactional
    public void set(Wallet wallet, dev.countersign.protocol.wallet.PushSubscription sent) {
        PushEndpoint endpoint = PushEndpoint.parse(sent.endpoint().toString(), publicUrl);
        subscriptions.save(wallet.id().phone(), PushSubscription.parse(endpoint, sent.p256dh(), sent.auth()));
    }

    /** Removes the wallet's subscription, if it has one. */
    @Transactional
    public void remove(Wallet wallet) {
        subscriptions.remove(wallet.id().phone());
    }
}
