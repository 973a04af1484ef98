package dev.countersign.service.push;

import dev.countersign.protocol.wallet.PushPlatform;
import dev.countersign.wallet.PushKeys;

/** Subscriptions of phones with the keys of the shipped wallet. */
final class Subscriptions {
    private Subscriptions() {}

    static PushSubscription of(PushKeys keys, PushPlatform platform, String value) {
        var sent = keys.subscription(new dev.countersign.protocol.wallet.PushSubscription.Address(platform, value));
        return PushSubscription.parse(PushAddress.stored(platform, value), sent.p256dh(), sent.auth());
    }
}
